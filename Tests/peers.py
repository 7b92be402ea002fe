"""Asks other graph libraries what the faults of Sources/Benchmarks/PeersBenchmark.swift lead to, and times them.

Usage: peers.py FOLDER SAMPLE NETWORKX_SAMPLE

Every library finds the descendants of one fault after the other; their number must be the one that WhatFails has. What it
takes to build the graph is told, but counts for nobody. Of the samples the first is for igraph and rustworkx.
"""

import gc
import sys
import time

import numpy


def igraph_descendants(count, edges):
    import igraph

    graph = igraph.Graph(n=count, edges=edges, directed=True)
    # The fault is among them.
    return lambda fault: len(graph.subcomponent(fault, mode="out")) - 1


def rustworkx_descendants(count, edges):
    import rustworkx

    graph = rustworkx.PyDiGraph()
    graph.add_nodes_from(range(count))
    graph.add_edges_from_no_data(list(map(tuple, edges.tolist())))
    return lambda fault: len(rustworkx.descendants(graph, fault))


def networkx_descendants(count, edges):
    import networkx

    graph = networkx.DiGraph()
    graph.add_nodes_from(range(count))
    graph.add_edges_from(map(tuple, edges.tolist()))
    return lambda fault: len(networkx.descendants(graph, fault))


def main(folder, sample, networkx_sample):
    with open(f"{folder}/faults.txt") as lines:
        count, _ = map(int, next(lines).split())
        faults = [(int(fault), int(hit), float(ms)) for fault, hit, ms in map(str.split, lines)]
    edges = numpy.fromfile(f"{folder}/edges", dtype=numpy.uint32).reshape(-1, 2).astype(numpy.int64)
    for name, prepare, size in [
        ("igraph", igraph_descendants, sample),
        ("rustworkx", rustworkx_descendants, sample),
        ("networkx", networkx_descendants, networkx_sample),
    ]:
        start = time.perf_counter()
        descendants = prepare(count, edges)
        building = time.perf_counter() - start
        gc.collect()
        gc.freeze()
        chosen = faults[:size]
        theirs = 0.0
        for fault, hit, _ in chosen:
            start = time.perf_counter()
            found = descendants(fault)
            theirs += time.perf_counter() - start
            if found != hit:
                sys.exit(f"{name}: {found} descendants of {fault}, and WhatFails has {hit}")
        ours = sum(ms for _, _, ms in chosen) / 1e3
        print(
            f"  {name:10} {theirs:9.2f} s for the first {len(chosen)} faults, {theirs / ours:7.1f} × the library's"
            f" {ours:.2f} s; counts agree (graph built in {building:.1f} s)",
            flush=True,
        )
        del descendants


main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
