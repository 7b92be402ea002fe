// Numbers for the names in a graph, in the order in which they are met.
//
// Graphviz numbers nodes and subgraphs by the addresses of their names, and walks through subgraphs in the order of their
// numbers: a second render in the same process could order clusters otherwise than the first. With these numbers the same
// text gives the same picture.
#ifndef WHATFAILS_CGRAPHVIZ_ORDERED_NAMES_H
#define WHATFAILS_CGRAPHVIZ_ORDERED_NAMES_H

#include <graphviz/cgraph.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/// The names of one graph: a table of pointers in the order met, and one that finds them by hash.
typedef struct {
  char **names;
  size_t count;
  size_t capacity;
  /// Positions in `names` plus one; 0 is free. Twice as many as the capacity, a power of two.
  size_t *slots;
  uint64_t anonymous;
} WFNames;

static inline void *wf_names_open(Agraph_t *graph, Agdisc_t *discipline) {
  (void)graph;
  (void)discipline;
  return calloc(1, sizeof(WFNames));
}

static inline size_t *wf_names_slot(WFNames *table, const char *name) {
  uint64_t hash = 14695981039346656037u;
  for (const char *byte = name; *byte; byte++) hash = (hash ^ (unsigned char)*byte) * 1099511628211u;
  size_t mask = table->capacity * 2 - 1;
  size_t position = hash & mask;
  while (table->slots[position] && strcmp(table->names[table->slots[position] - 1], name)) {
    position = (position + 1) & mask;
  }
  return &table->slots[position];
}

static inline int wf_names_grow(WFNames *table) {
  size_t capacity = table->capacity ? table->capacity * 2 : 256;
  char **names = (char **)realloc(table->names, capacity * sizeof(char *));
  if (names == NULL) return 0;
  table->names = names;
  size_t *slots = (size_t *)calloc(capacity * 2, sizeof(size_t));
  if (slots == NULL) return 0;
  free(table->slots);
  table->slots = slots;
  table->capacity = capacity;
  for (size_t index = 0; index < table->count; index++) *wf_names_slot(table, table->names[index]) = index + 1;
  return 1;
}

/// The number of a name, even; of something without a name, odd. 0 where it is not there and not to be made.
static inline long wf_names_map(void *state, int type, char *name, IDTYPE *number, int create) {
  (void)type;
  WFNames *table = (WFNames *)state;
  if (name == NULL) {
    *number = table->anonymous++ * 2 + 1;
    return 1;
  }
  if (table->count == table->capacity && !wf_names_grow(table)) return 0;
  size_t *slot = wf_names_slot(table, name);
  if (*slot == 0) {
    if (!create) return 0;
    char *copy = strdup(name);
    if (copy == NULL) return 0;
    table->names[table->count++] = copy;
    *slot = table->count;
  }
  *number = *slot * 2;
  return 1;
}

/// Numbers are given by name only.
static inline long wf_names_allocate(void *state, int type, IDTYPE number) {
  (void)state;
  (void)type;
  (void)number;
  return 0;
}

/// A name stays until the graph goes.
static inline void wf_names_free(void *state, int type, IDTYPE number) {
  (void)state;
  (void)type;
  (void)number;
}

static inline char *wf_names_print(void *state, int type, IDTYPE number) {
  (void)type;
  return number % 2 ? NULL : ((WFNames *)state)->names[number / 2 - 1];
}

static inline void wf_names_close(void *state) {
  WFNames *table = (WFNames *)state;
  for (size_t index = 0; index < table->count; index++) free(table->names[index]);
  free(table->names);
  free(table->slots);
  free(table);
}

static inline void wf_names_register(void *state, int type, void *object) {
  (void)state;
  (void)type;
  (void)object;
}

#endif
