"""The peers' side of bench/shap: trains the model both explain, or explains the rows and prints JSON.

It is started by `go run ./bench/shap`, once a run, and needs numpy and the peer it is asked for.
"""

import argparse
import json
import os
import time

import numpy as np


def read(path, features=1, rows=-1):
    return np.fromfile(path, dtype="<f4", count=rows if rows < 0 else rows * features).reshape(-1, features)


def train(o):
    x, y = read(os.path.join(o.dir, "train.f32"), o.features), read(os.path.join(o.dir, "labels.f32"))[:, 0]
    if o.peer == "lightgbm":
        import lightgbm as lgb
        settings = {"objective": "binary", "max_depth": o.depth, "num_leaves": 2**o.depth, "verbosity": -1,
                    "min_data_in_leaf": 1, "min_sum_hessian_in_leaf": 1.0}
        lgb.train(settings, lgb.Dataset(x, label=y, params=settings), o.trees).save_model(o.model)
        return {"version": "LightGBM " + lgb.__version__}
    import xgboost as xgb
    settings = {"objective": "binary:logistic", "tree_method": "hist", "max_depth": o.depth, "eta": 0.1}
    booster = xgb.train(settings, xgb.DMatrix(x, label=y), o.trees)
    booster.save_model(o.model + ".json")
    os.replace(o.model + ".json", o.model)
    return {"version": "XGBoost " + xgb.__version__}


def explain(o):
    x = read(o.data, o.features, o.rows)
    if o.peer == "lightgbm":
        import lightgbm as lgb
        booster, version = lgb.Booster(model_file=o.model), "LightGBM " + lgb.__version__
        start = time.perf_counter()
        values = booster.predict(x, pred_contrib=True, num_threads=o.threads)
        seconds = time.perf_counter() - start
    else:
        import xgboost as xgb
        with open(o.model, "rb") as model:
            booster, version = xgb.Booster(model_file=bytearray(model.read())), "XGBoost " + xgb.__version__
        booster.set_param({"nthread": o.threads})
        data = xgb.DMatrix(x, nthread=o.threads)
        start = time.perf_counter()
        values = booster.predict(data, pred_contribs=True)
        seconds = time.perf_counter() - start
    sums = [float(v) for v in values.astype(np.float64).sum(axis=0)]
    return {"version": version, "seconds": seconds, "sums": sums}


def main():
    flags = argparse.ArgumentParser()
    flags.add_argument("task", choices=["train", "explain"])
    flags.add_argument("-peer", default="xgboost")
    for name in ("model", "data", "dir"):
        flags.add_argument("-" + name)
    for name in ("features", "depth", "trees", "threads", "rows"):
        flags.add_argument("-" + name, type=int)
    o = flags.parse_args()
    print(json.dumps(train(o) if o.task == "train" else explain(o)))


main()
