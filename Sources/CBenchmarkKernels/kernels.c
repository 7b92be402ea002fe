#include "kernels.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

size_t wf_propagate(const uint32_t *restrict offsets, const uint32_t *restrict dependents, uint8_t *restrict states,
                    uint32_t *restrict log, size_t fault_count, size_t *rounds) {
  size_t count = fault_count;
  size_t start = 0;
  *rounds = 0;
  while (start < count) {
    size_t end = count;
    for (size_t position = start; position < end; position++) {
      uint32_t entry = log[position];
      uint32_t node = entry >> 1;
      uint8_t state = (uint8_t)((entry & 1) + 1);
      states[node] = (uint8_t)((states[node] & 3) | (state << 2));
      for (uint32_t edge = offsets[node]; edge < offsets[node + 1]; edge++) {
        uint32_t packed = dependents[edge];
        uint32_t target = packed >> 1;
        uint8_t effect = (uint8_t)(state - (packed & 1));
        uint8_t old = states[target];
        if (effect > (old & 3)) {
          states[target] = (uint8_t)((old & 12) | effect);
          log[count++] = target << 1 | (uint32_t)(effect >> 1);
        }
      }
    }
    start = end;
    (*rounds)++;
  }
  return count;
}

void wf_reset(uint8_t *states, const uint32_t *log, size_t count) {
  for (size_t position = 0; position < count; position++) states[log[position] >> 1] = 0;
}

size_t wf_start(const uint32_t *offsets, const uint32_t *dependents, int64_t *missing, uint32_t *rounds, uint32_t *log,
                size_t count) {
  size_t logged = 0;
  for (size_t node = 0; node < count; node++) {
    rounds[node] = UINT32_MAX;
    if (missing[node] == 0) {
      rounds[node] = 0;
      log[logged++] = (uint32_t)node;
    }
  }
  for (size_t position = 0; position < logged; position++) {
    uint32_t node = log[position];
    for (uint32_t edge = offsets[node]; edge < offsets[node + 1]; edge++) {
      if (dependents[edge] & 1) continue;
      uint32_t target = dependents[edge] >> 1;
      if (--missing[target] == 0) {
        rounds[target] = rounds[node] + 1;
        log[logged++] = target;
      }
    }
  }
  return logged;
}

size_t wf_reach(const uint32_t *restrict offsets, const uint32_t *restrict dependents, uint8_t *restrict seen,
                uint32_t *restrict queue, uint32_t start) {
  size_t head = 0;
  size_t tail = 0;
  seen[start] = 1;
  queue[tail++] = start;
  while (head < tail) {
    uint32_t node = queue[head++];
    for (uint32_t edge = offsets[node]; edge < offsets[node + 1]; edge++) {
      uint32_t target = dependents[edge] >> 1;
      if (!seen[target]) {
        seen[target] = 1;
        queue[tail++] = target;
      }
    }
  }
  return tail;
}

size_t wf_heap_bytes(void) {
#ifdef __GLIBC__
  struct mallinfo2 heap = mallinfo2();
  return heap.uordblks + heap.hblkhd;
#else
  return 0;
#endif
}
