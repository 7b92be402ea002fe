#include "kernels.h"

#include <stdlib.h>
#include <string.h>

// The functions that take vectors are of this file only, so how vectors are passed concerns nobody else.
#pragma GCC diagnostic ignored "-Wpsabi"

// 512 faults, a bit each.
typedef uint64_t lanes __attribute__((vector_size(64)));

typedef struct {
  const wf_graph *graph;
  uint32_t *order;
  uint32_t *position;
  int has_circles;
  // Per node, by its number: impaired or worse, and failed.
  lanes *impaired;
  lanes *failed;
} sweep;

static void *room(size_t count, size_t size) {
  void *memory = aligned_alloc(64, (count * size + 63) / 64 * 64 + 64);
  memset(memory, 0, count * size);
  return memory;
}

// The order in which a depth-first search along the inputs leaves the nodes.
static void make_order(sweep *s) {
  const wf_graph *g = s->graph;
  uint32_t *next = room(g->node_count, sizeof *next);
  uint32_t *path = room(g->node_count, sizeof *path);
  uint8_t *seen = room(g->node_count, 1);
  size_t done = 0;
  for (uint32_t start = 0; start < g->node_count; start++) {
    if (seen[start]) continue;
    size_t depth = 0;
    path[depth++] = start;
    seen[start] = 1;
    next[start] = g->offsets[start];
    while (depth) {
      uint32_t node = path[depth - 1];
      if (next[node] < g->offsets[node + 1]) {
        uint32_t source = g->inputs[next[node]++] >> 1;
        if (seen[source] == 1) s->has_circles = 1;
        if (seen[source]) continue;
        seen[source] = 1;
        next[source] = g->offsets[source];
        path[depth++] = source;
      } else {
        seen[node] = 2;
        depth--;
        s->position[node] = (uint32_t)done;
        s->order[done++] = node;
      }
    }
  }
  free(next);
  free(path);
  free(seen);
}

static inline int differs(lanes a, lanes b) {
  lanes d = a ^ b;
  return (d[0] | d[1] | d[2] | d[3] | d[4] | d[5] | d[6] | d[7]) != 0;
}

static inline lanes lost(const sweep *s, uint32_t node, const lanes *planes) {
  const wf_graph *g = s->graph;
  uint32_t slack = g->slack[node - g->component_count];
  lanes digits[8] = {0};
  lanes over = {0};
  uint32_t begin = g->offsets[node], end = g->offsets[node + 1];
  if (slack + 1 == end - begin) {
    over = planes[g->inputs[begin] >> 1];
    for (uint32_t edge = begin + 1; edge < end; edge++) over &= planes[g->inputs[edge] >> 1];
    return over;
  }
  // digits[k]: more than k are lost.
  for (uint32_t edge = begin; edge < end; edge++) {
    lanes input = planes[g->inputs[edge] >> 1];
    for (uint32_t k = slack; k > 0; k--) digits[k] |= digits[k - 1] & input;
    digits[0] |= input;
  }
  return digits[slack];
}

// One pass from a position of the order on; tells whether anything changed.
static int pass(sweep *s, size_t from) {
  const wf_graph *g = s->graph;
  int changed = 0;
  for (size_t at = from; at < g->node_count; at++) {
    uint32_t node = s->order[at];
    lanes impaired = s->impaired[node], failed = s->failed[node];
    if (node < g->component_count) {
      for (uint32_t edge = g->offsets[node]; edge < g->offsets[node + 1]; edge++) {
        uint32_t packed = g->inputs[edge];
        if (packed & 1) {
          impaired |= s->failed[packed >> 1];
        } else {
          impaired |= s->impaired[packed >> 1];
          failed |= s->failed[packed >> 1];
        }
      }
    } else {
      impaired |= lost(s, node, s->impaired);
      failed |= lost(s, node, s->failed);
    }
    if (s->has_circles) changed |= differs(impaired, s->impaired[node]) | differs(failed, s->failed[node]);
    s->impaired[node] = impaired;
    s->failed[node] = failed;
  }
  return changed;
}

static void settle(sweep *s, size_t from) {
  while (pass(s, from) && s->has_circles) {
  }
}

static sweep make(const wf_graph *g) {
  sweep s = {g, room(g->node_count, 4), room(g->node_count, 4), 0, room(g->node_count, 64), room(g->node_count, 64)};
  make_order(&s);
  return s;
}

static void drop(sweep *s) {
  free(s->order);
  free(s->position);
  free(s->impaired);
  free(s->failed);
}

static void add(lanes *digits, lanes carry) {
  for (int k = 0; k < 28; k++) {
    lanes old = digits[k];
    digits[k] = old ^ carry;
    carry &= old;
    if (!differs(carry, (lanes){0})) return;
  }
}

static uint32_t value(const lanes *digits, size_t lane) {
  uint32_t sum = 0;
  for (int k = 0; k < 28; k++) sum |= (uint32_t)(digits[k][lane / 64] >> (lane % 64) & 1) << k;
  return sum;
}

void wf_sweep(const wf_graph *g, uint32_t *failed, uint32_t *impaired) {
  sweep s = make(g);
  // The components in the order of computation, so that a block starts where its first does.
  uint32_t *faults = room(g->component_count, 4);
  size_t count = 0;
  for (size_t at = 0; at < g->node_count; at++)
    if (s.order[at] < g->component_count) faults[count++] = s.order[at];
  for (size_t start = 0; start < count; start += 512) {
    size_t end = start + 512 < count ? start + 512 : count;
    memset(s.impaired, 0, g->node_count * 64);
    memset(s.failed, 0, g->node_count * 64);
    for (size_t i = start; i < end; i++) {
      s.impaired[faults[i]][(i - start) / 64] |= 1ull << (i - start) % 64;
      s.failed[faults[i]][(i - start) / 64] |= 1ull << (i - start) % 64;
    }
    size_t from = s.has_circles ? 0 : s.position[faults[start]];
    settle(&s, from);
    lanes impaired_digits[28] = {0}, failed_digits[28] = {0};
    for (size_t at = from; at < g->node_count; at++) {
      uint32_t node = s.order[at];
      if (node >= g->component_count) continue;
      add(impaired_digits, s.impaired[node]);
      add(failed_digits, s.failed[node]);
    }
    for (size_t i = start; i < end; i++) {
      failed[faults[i]] = value(failed_digits, i - start);
      impaired[faults[i]] = value(impaired_digits, i - start) - failed[faults[i]];
    }
  }
  free(faults);
  drop(&s);
}

size_t wf_pairs(const wf_graph *g) {
  sweep s = make(g);
  size_t count = g->component_count, blocks = (count + 511) / 512, worse = 0;
  // What each leads to alone: per block and component.
  lanes *impaired = room(blocks * count, 64), *failed = room(blocks * count, 64);
  for (size_t block = 0; block < blocks; block++) {
    memset(s.impaired, 0, g->node_count * 64);
    memset(s.failed, 0, g->node_count * 64);
    for (size_t i = block * 512; i < count && i < block * 512 + 512; i++) {
      s.impaired[i][i % 512 / 64] |= 1ull << i % 64;
      s.failed[i][i % 512 / 64] |= 1ull << i % 64;
    }
    settle(&s, 0);
    memcpy(impaired + block * count, s.impaired, count * 64);
    memcpy(failed + block * count, s.failed, count * 64);
  }
  for (size_t a = 0; a < count; a++) {
    const lanes *mine_impaired = impaired + a / 512 * count, *mine_failed = failed + a / 512 * count;
    for (size_t block = a / 512; block < blocks; block++) {
      memset(s.impaired, 0, g->node_count * 64);
      memset(s.failed, 0, g->node_count * 64);
      size_t end = block * 512 + 512 < count ? block * 512 + 512 : count;
      lanes valid = {0};
      for (size_t i = block * 512; i < end; i++) {
        s.impaired[i][i % 512 / 64] |= 1ull << i % 64;
        s.failed[i][i % 512 / 64] |= 1ull << i % 64;
        if (i > a) valid[i % 512 / 64] |= 1ull << i % 64;
      }
      s.impaired[a] = s.failed[a] = ~(lanes){0};
      settle(&s, 0);
      lanes found = {0};
      for (size_t i = 0; i < count; i++) {
        uint64_t a_impaired = 0 - (mine_impaired[i][a % 512 / 64] >> a % 64 & 1);
        uint64_t a_failed = 0 - (mine_failed[i][a % 512 / 64] >> a % 64 & 1);
        found |= s.impaired[i] & ~(impaired[block * count + i] | a_impaired);
        found |= s.failed[i] & ~(failed[block * count + i] | a_failed);
      }
      found &= valid;
      for (int word = 0; word < 8; word++) worse += (size_t)__builtin_popcountll(found[word]);
    }
  }
  free(impaired);
  free(failed);
  drop(&s);
  return worse;
}
