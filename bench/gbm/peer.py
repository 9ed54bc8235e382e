"""The peers' side of bench/gbm: trains on the same files with the same settings and prints JSON.

It is started by `go run ./bench/gbm`, once a run, and needs numpy and the peer it is asked for.
"""

import argparse
import json
import os
import time

import numpy as np


def read(folder, features):
    labels = np.fromfile(os.path.join(folder, "labels.f32"), dtype="<f4")
    rows = np.fromfile(os.path.join(folder, "rows.f32"), dtype="<f4").reshape(-1, features)
    return rows, labels


def auc(margins, labels):
    """The chance that a positive row ranks above a negative one; equal margins count half."""
    _, places, counts = np.unique(margins, return_inverse=True, return_counts=True)
    ranks = np.cumsum(counts) - (counts - 1) / 2
    positive = labels > 0.5
    n = positive.sum()
    return float((ranks[places][positive].sum() - n * (n + 1) / 2) / (n * (len(labels) - n)))


def logloss(margins, labels):
    margins = margins.astype(np.float64)
    return float(np.mean(np.logaddexp(0, margins) - labels * margins))


def xgboost(o, rows, labels, quantile):
    import xgboost as xgb

    start = time.perf_counter()
    if quantile:  # sketches while it is made; otherwise the training does
        data = xgb.QuantileDMatrix(rows, label=labels, nthread=o.threads, max_bin=o.bins)
    else:
        data = xgb.DMatrix(rows, label=labels, nthread=o.threads)
    prepared = time.perf_counter()
    settings = {
        "objective": "binary:logistic", "tree_method": "hist", "max_depth": o.depth, "max_bin": o.bins,
        "eta": o.rate, "nthread": o.threads, "base_score": 0.5, "verbosity": 0,
    }
    model = xgb.train(settings, data, o.rounds)
    done = time.perf_counter()
    predict = lambda held: model.predict(xgb.DMatrix(held), output_margin=True)
    return "XGBoost " + xgb.__version__, prepared - start, done - prepared, predict


def lightgbm(o, rows, labels):
    import lightgbm as lgb

    settings = {
        "objective": "binary", "max_depth": o.depth, "num_leaves": 2**o.depth, "max_bin": o.bins - 1,
        "learning_rate": o.rate, "num_threads": o.threads, "boost_from_average": False, "min_data_in_leaf": 1,
        "min_sum_hessian_in_leaf": 1.0, "lambda_l2": 1.0, "verbosity": -1,
    }
    start = time.perf_counter()
    data = lgb.Dataset(rows, label=labels, params=settings).construct()
    prepared = time.perf_counter()
    model = lgb.train(settings, data, o.rounds)
    done = time.perf_counter()
    predict = lambda held: model.predict(held, raw_score=True)
    return "LightGBM " + lgb.__version__, prepared - start, done - prepared, predict


def compare(o):
    rows, labels = read(os.path.join(o.dir, "train"), o.features)
    if o.peer == "lightgbm":
        version, prepare, train, predict = lightgbm(o, rows, labels)
    else:
        version, prepare, train, predict = xgboost(o, rows, labels, o.peer == "xgboost-quantile")
    held, labels = read(os.path.join(o.dir, "held"), o.features)
    margins = predict(held)
    return {
        "version": version, "prepare": prepare, "train": train,
        "auc": auc(margins, labels), "logloss": logloss(margins, labels),
    }


def golden(o):
    import xgboost as xgb

    g = json.loads(o.golden)
    squared = g["objective"] == "squared"
    rows, labels = read(os.path.join(o.dir, "train"), g["features"])
    settings = {
        "objective": "reg:squarederror" if squared else "binary:logistic", "tree_method": "hist",
        "max_depth": g["depth"], "eta": g["rate"], "alpha": g["l1"], "lambda": g["l2"], "gamma": g["min_gain"],
        "min_child_weight": g["min_child_weight"], "base_score": 0.0 if squared else 0.5, "verbosity": 0,
    }
    if g["monotone"]:
        free = [0] * (g["features"] - len(g["monotone"]))
        settings["monotone_constraints"] = tuple(g["monotone"] + free)
    model = xgb.train(settings, xgb.DMatrix(rows, label=labels), g["rounds"])
    held, labels = read(os.path.join(o.dir, "held"), g["features"])
    margins = model.predict(xgb.DMatrix(held), output_margin=True)
    if squared:
        return {"version": xgb.__version__, "rmse": float(np.sqrt(np.mean((margins.astype(np.float64) - labels) ** 2)))}
    return {"version": xgb.__version__, "logloss": logloss(margins, labels), "auc": auc(margins, labels)}


def main():
    flags = argparse.ArgumentParser()
    flags.add_argument("-peer", default="xgboost")
    flags.add_argument("-golden")
    flags.add_argument("-dir", required=True)
    for name in ("threads", "features", "rounds", "depth", "bins"):
        flags.add_argument("-" + name, type=int)
    flags.add_argument("-rate", type=float)
    o = flags.parse_args()
    print(json.dumps(golden(o) if o.golden else compare(o)))


main()
