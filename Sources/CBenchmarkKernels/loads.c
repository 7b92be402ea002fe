#include "kernels.h"

#include <math.h>
#include <stdlib.h>

// The chance that every member of a group fails.
static double all_fail(const wf_calls *g, size_t group, const double *down) {
  double chance = 1;
  for (size_t at = g->group_offsets[group]; at < g->group_offsets[group + 1]; at++) chance *= down[g->members[at]];
  return chance;
}

size_t wf_loads(const wf_calls *g, const double *demand, const double *capacity, const double *fault, double *load,
                double *down) {
  size_t count = g->component_count;
  double *refused = calloc(count, sizeof *refused);
  size_t rounds = 0;
  for (int grew = 1; grew;) {
    rounds++;
    for (size_t c = 0; c < count; c++) {
      double share = fault[c] + refused[c] * (1 - fault[c]);
      for (size_t group = g->offsets[c]; group < g->offsets[c + 1]; group++)
        share += all_fail(g, group, down) * (1 - share);
      down[c] = share > 1 - 1e-12 ? 1 : share;
    }
    for (size_t c = 0; c < count; c++) load[c] = demand[c];
    for (size_t c = count; c-- > 0;) {
      double started = fmin(load[c], capacity[c]) * (1 - fault[c]);
      for (size_t group = g->offsets[c]; group < g->offsets[c + 1]; group++) {
        size_t first = g->group_offsets[group], size = g->group_offsets[group + 1] - first;
        size_t answering = 0;
        for (size_t m = 0; m < size; m++) answering += down[g->members[first + m]] < 1;
        // From each beginning round the members until one answers.
        for (size_t begin = 0; begin < size; begin++) {
          if (answering && down[g->members[first + begin]] >= 1) continue;
          double left = started / (double)(answering ? answering : size);
          for (size_t step = 0; step < size && left > 0; step++) {
            uint32_t member = g->members[first + (begin + step) % size];
            if (answering && down[member] >= 1) continue;
            load[member] += left;
            left *= down[member];
          }
        }
      }
    }
    grew = 0;
    for (size_t c = 0; c < count; c++) {
      double share = load[c] > capacity[c] ? 1 - capacity[c] / load[c] : 0;
      if (share > refused[c] + 1e-13) {
        refused[c] = share;
        grew = 1;
      }
    }
  }
  free(refused);
  return rounds;
}
