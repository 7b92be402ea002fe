#ifndef WHATFAILS_BENCHMARK_KERNELS_H
#define WHATFAILS_BENCHMARK_KERNELS_H

#include <stddef.h>
#include <stdint.h>

// The traversal of Propagation.run as one would write it in C, on the same arrays, for graphs without groups:
// components in bits 0-1 the state reached and in bits 2-3 the state told, a log that is also the work list.
// Returns the number of entries in the log; *rounds is the number of rounds.
size_t wf_propagate(const uint32_t *offsets, const uint32_t *dependents, uint8_t *states, uint32_t *log,
                    size_t fault_count, size_t *rounds);

// Clears what a run left behind.
void wf_reset(uint8_t *states, const uint32_t *log, size_t count);

// Plain breadth-first search over the same arrays: the least that any answer must read.
size_t wf_reach(const uint32_t *offsets, const uint32_t *dependents, uint8_t *seen, uint32_t *queue, uint32_t start);

// The rounds of StartRun.run as one would write them in C, on the same arrays, for graphs without groups: `missing` holds
// the number of each component's inputs that are not soft. Returns how many start.
size_t wf_start(const uint32_t *offsets, const uint32_t *dependents, int64_t *missing, uint32_t *rounds, uint32_t *log,
                size_t count);

// A graph for the sweeps below: rows of inputs as FailureGraph has them (source << 1 | isSoft), components first, then
// groups with the number of inputs that each can lose and hold.
typedef struct {
  size_t component_count;
  size_t node_count;
  const uint32_t *offsets;
  const uint32_t *inputs;
  const uint32_t *slack;
} wf_graph;

// Every single fault, 512 at a time: per component the numbers of components that fail and that are impaired (but not
// failed) if it fails, itself among them. One pass in an order of its own, and more passes where there are circles.
void wf_sweep(const wf_graph *graph, uint32_t *failed, uint32_t *impaired);

// Every pair of faults, 512 at a time: the number of pairs under which some component is worse than under either alone.
size_t wf_pairs(const wf_graph *graph);

// Calls for the settling below: per component its groups, any member of which will do; each component calls only such as
// come before it.
typedef struct {
  size_t component_count;
  const size_t *offsets;
  const size_t *group_offsets;
  const uint32_t *members;
} wf_calls;

// Loads and the shares that fail, where what comes above a capacity is refused: whole passes over all calls until nothing
// refuses more. `down` begins with zeros. Returns the number of passes.
size_t wf_loads(const wf_calls *calls, const double *demand, const double *capacity, const double *fault, double *load,
                double *down);

// The bytes that the C library's allocator has given out; 0 where it does not tell.
size_t wf_heap_bytes(void);

#endif
