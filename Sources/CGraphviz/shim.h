// The only file that knows a Graphviz version: what the Swift side calls is the same for all of them.
//
// Graphviz 2.42 takes `char *` where later releases take `const char *`, and its lengths are `unsigned int` where later
// ones have `size_t`. Its header has no version as an integer; GRAPHVIZ_VERSION_MAJOR stands for "newer".
#ifndef WHATFAILS_CGRAPHVIZ_SHIM_H
#define WHATFAILS_CGRAPHVIZ_SHIM_H

#include <dlfcn.h>
#include <graphviz/cgraph.h>
#include <graphviz/graphviz_version.h>
#include <graphviz/gvc.h>
#include <stddef.h>

#include "ordered_names.h"

/// Receives what Graphviz would print on standard error, in pieces.
typedef int (*WFMessageReceiver)(char *piece);

/// Sends all messages of the process's Graphviz to the receiver.
static inline void wf_receive_messages(WFMessageReceiver receiver) {
  agseterrf((agusererrf)receiver);
  agseterr(AGWARN);
}

/// A context with the plug-ins that the installation's register names.
static inline void *wf_context(void) { return gvContext(); }

/// What is left of a text that is being read.
typedef struct {
  const char *rest;
} WFText;

static inline int wf_read_piece(void *text, char *buffer, int capacity) {
  WFText *from = (WFText *)text;
  size_t count = strnlen(from->rest, (size_t)capacity);
  memcpy(buffer, from->rest, count);
  from->rest += count;
  return (int)count;
}

/// Reads a graph from DOT text, or gives NULL; its parts are numbered in the order in which they stand there.
static inline Agraph_t *wf_read(const char *dot) {
  // Static, for the graph keeps the pointers. The casts are for releases in which a parameter became `const` or `bool`.
  static Agiddisc_t names;
  static Agiodisc_t input;
  names.open = (__typeof__(names.open))wf_names_open;
  names.map = (__typeof__(names.map))wf_names_map;
  names.alloc = (__typeof__(names.alloc))wf_names_allocate;
  names.free = (__typeof__(names.free))wf_names_free;
  names.print = (__typeof__(names.print))wf_names_print;
  names.close = (__typeof__(names.close))wf_names_close;
  names.idregister = (__typeof__(names.idregister))wf_names_register;
  input.afread = (__typeof__(input.afread))wf_read_piece;
  input.putstr = AgIoDisc.putstr;
  input.flush = AgIoDisc.flush;
  static Agdisc_t discipline;
  discipline.id = &names;
  discipline.io = &input;
  WFText text = {dot};
  return agread(&text, &discipline);
}

/// Lays the graph out; 0 where that worked.
static inline int wf_layout(void *context, Agraph_t *graph, const char *engine) {
  return gvLayout((GVC_t *)context, graph, (char *)engine);
}

/// Lowers the resolution of a picture in dots whose longer side would have more of them than `limit`; 1 if it was lowered.
///
/// Graphviz itself would print a warning of its own on standard error, past every receiver.
static inline int wf_fit(Agraph_t *graph, double limit) {
  boxf box = GD_bb(graph);
  double width = box.UR.x - box.LL.x;
  double height = box.UR.y - box.LL.y;
  // In points, with two inches for the margins.
  double side = (width > height ? width : height) + 144;
  if (side * GD_drawing(graph)->dpi / 72 <= limit) return 0;
  GD_drawing(graph)->dpi = limit * 72 / side;
  return 1;
}

/// A box in points, y upwards.
typedef struct {
  double left, bottom, right, top;
} WFBox;

static inline WFBox wf_box(boxf box) { return (WFBox){box.LL.x, box.LL.y, box.UR.x, box.UR.y}; }

/// The whole of a graph that is laid out, or a cluster's frame.
static inline WFBox wf_frame(Agraph_t *graph) { return wf_box(GD_bb(graph)); }

static inline int wf_cluster_count(Agraph_t *graph) { return GD_n_cluster(graph); }

/// A cluster directly in a graph, from 0.
static inline Agraph_t *wf_cluster(Agraph_t *graph, int number) { return GD_clust(graph)[number + 1]; }

/// The box of a cluster's title; 0 where it has none.
static inline int wf_title(Agraph_t *graph, WFBox *box) {
  textlabel_t *label = GD_label(graph);
  if (label == NULL || !label->set) return 0;
  double width = label->dimen.x / 2, height = label->dimen.y / 2;
  *box = (WFBox){label->pos.x - width, label->pos.y - height, label->pos.x + width, label->pos.y + height};
  return 1;
}

/// Moves a cluster's title to another centre.
static inline void wf_move_title(Agraph_t *graph, double x, double y) {
  GD_label(graph)->pos.x = x;
  GD_label(graph)->pos.y = y;
}

static inline Agnode_t *wf_next_node(Agraph_t *graph, Agnode_t *node) {
  return node == NULL ? agfstnode(graph) : agnxtnode(graph, node);
}

static inline WFBox wf_node_box(Agnode_t *node) {
  pointf at = ND_coord(node);
  return (WFBox){at.x - ND_lw(node), at.y - ND_ht(node) / 2, at.x + ND_rw(node), at.y + ND_ht(node) / 2};
}

static inline Agedge_t *wf_next_edge(Agraph_t *graph, Agnode_t *node, Agedge_t *edge) {
  return edge == NULL ? agfstout(graph, node) : agnxtout(graph, edge);
}

/// The nodes at an edge's ends.
static inline void *wf_tail(Agedge_t *edge) { return agtail(edge); }
static inline void *wf_head(Agedge_t *edge) { return aghead(edge); }

/// How many pieces an edge's line has: each is a chain of Bézier curves. 0 where it is not drawn.
static inline int wf_piece_count(Agedge_t *edge) { return ED_spl(edge) == NULL ? 0 : (int)ED_spl(edge)->size; }

/// How many points a piece has: its first, three for each curve, and one at each end that has an arrow head.
static inline int wf_point_count(Agedge_t *edge, int piece) { return (int)ED_spl(edge)->list[piece].size; }

static inline double wf_point_x(Agedge_t *edge, int piece, int point) {
  return ED_spl(edge)->list[piece].list[point].x;
}

static inline double wf_point_y(Agedge_t *edge, int piece, int point) {
  return ED_spl(edge)->list[piece].list[point].y;
}

/// Writes the picture to memory of Graphviz's own; 0 where that worked. Free it whatever the result, unless NULL.
static inline int wf_render(void *context, Agraph_t *graph, const char *format, char **bytes, size_t *count) {
#if defined(GRAPHVIZ_VERSION_MAJOR) && GRAPHVIZ_VERSION_MAJOR >= 13
  return gvRenderData((GVC_t *)context, graph, (char *)format, bytes, count);
#else
  unsigned int length = 0;
  int result = gvRenderData((GVC_t *)context, graph, (char *)format, bytes, &length);
  *count = length;
  return result;
#endif
}

static inline void wf_free_picture(char *bytes) { gvFreeRenderData(bytes); }

static inline void wf_free_layout(void *context, Agraph_t *graph) { gvFreeLayout((GVC_t *)context, graph); }

static inline void wf_close(Agraph_t *graph) { agclose(graph); }

/// How many fonts there are for pictures made of dots or pages; -1 where that can't be told.
///
/// Without a font Graphviz draws no text and says nothing. It finds fonts through fontconfig, which its plug-in loads;
/// it is asked here without linking it, for a library user may have Graphviz without it.
static inline int wf_font_count(void) {
  typedef struct {
    int count;
    int capacity;
    void **fonts;
  } FontSet;
  void *library = dlopen("libfontconfig.so.1", RTLD_LAZY);
  if (library == NULL) library = dlopen("libfontconfig.1.dylib", RTLD_LAZY);
  if (library == NULL) return -1;
  int count = -1;
  int (*initialise)(void) = (int (*)(void))dlsym(library, "FcInit");
  FontSet *(*fonts)(void *, int) = (FontSet * (*)(void *, int)) dlsym(library, "FcConfigGetFonts");
  if (initialise != NULL && fonts != NULL && initialise()) {
    FontSet *set = fonts(NULL, 0);
    count = set == NULL ? 0 : set->count;
  }
  return count;
}

#endif
