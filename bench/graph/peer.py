"""The peers' side of bench/graph: builds the graph, spreads over it, and prints JSON.

It is started by `go run ./bench/graph`, once a run, and needs numpy and igraph or networkx (with scipy).
"""

import argparse
import json
import math
import os
import sys
import time

import numpy as np

ALPHA = 0.85


def igraph_scores(left, right, weight, restart, nodes):
    import igraph

    restart, weight = restart.tolist(), weight.tolist()

    start, before = time.perf_counter(), time.process_time()
    g = igraph.Graph(n=nodes, edges=np.column_stack([left, right]))
    built = time.perf_counter()
    x = np.array(g.personalized_pagerank(directed=False, damping=math.sqrt(ALPHA), reset=restart, weights=weight))
    return "igraph " + igraph.__version__, x, built - start, time.perf_counter() - built, time.process_time() - before


def networkx_scores(left, right, weight, restart, nodes):
    import networkx as nx

    start, before = time.perf_counter(), time.process_time()
    g = nx.Graph()
    g.add_nodes_from(range(nodes))
    g.add_weighted_edges_from(zip(left.tolist(), right.tolist(), weight.tolist()))
    built = time.perf_counter()
    begin = {int(i): float(restart[i]) for i in np.flatnonzero(restart)}
    ranks = nx.pagerank(g, alpha=math.sqrt(ALPHA), personalization=begin, max_iter=2000, tol=1e-10 / nodes)
    took = time.perf_counter() - built, time.process_time() - before
    return "networkx " + nx.__version__, np.array([ranks[i] for i in range(nodes)]), built - start, *took


def main():
    flags = argparse.ArgumentParser()
    flags.add_argument("-peer", default="igraph", choices=["igraph", "networkx"])
    flags.add_argument("-dir", required=True)
    flags.add_argument("-left", type=int, required=True)
    flags.add_argument("-right", type=int, required=True)
    o = flags.parse_args()

    def read(name, kind):
        return np.fromfile(os.path.join(o.dir, name), dtype=kind)

    left, right, weight, query = read("left.i32", "<i4"), read("right.i32", "<i4"), read("weight.f64", "<f8"), read("query.f64", "<f8")
    d, e = np.bincount(left, weight, o.left), np.bincount(right, weight, o.right)
    restart = np.concatenate([np.sqrt(d) * query, np.zeros(o.right)])
    spread = {"igraph": igraph_scores, "networkx": networkx_scores}[o.peer]
    try:
        version, x, build, took, processor = spread(left, right + o.left, weight, restart, o.left + o.right)
    except ImportError as missing:
        sys.exit(f"{missing}: install it with pip, or name another -python")
    beta, scale = math.sqrt(ALPHA), restart.sum() * (1 - ALPHA) / (1 - math.sqrt(ALPHA))
    with np.errstate(divide="ignore", invalid="ignore"):
        c = np.where(d > 0, x[: o.left] * scale / np.sqrt(d), (1 - ALPHA) * query)
        p = np.where(e > 0, x[o.left :] / beta * scale / np.sqrt(e), 0)
    np.concatenate([c, p]).astype("<f8").tofile(os.path.join(o.dir, "peer.f64"))
    print(json.dumps({"Version": version, "Build": build, "Spread": took, "Processor": processor}))


if __name__ == "__main__":
    main()
