"""Writes what others_test.go holds us to: small models of XGBoost and LightGBM, rows of invented numbers, and
what the library itself says of them (margins and SHAP values). Run it in this folder, once with each
version to be held to:

    python3 others.py xgboost
    python3 others.py lightgbm
"""

import json
import sys

import numpy as np


def rows(count, seed):
    """Six features: four numbers with missing values, a rare flag, and a code of 12 categories."""
    r = np.random.default_rng(seed)
    x = r.normal(size=(count, 6)).astype(np.float32)
    x[:, 4] = r.random(count) < 0.1
    x[:, 5] = r.integers(0, 12, count)
    x[r.random(x.shape) < 0.1] = np.nan
    return x


def labels(x, seed):
    r = np.random.default_rng(seed)
    z = np.nan_to_num(x)
    score = z[:, 0] * z[:, 1] + z[:, 2] + 2 * z[:, 4] + np.isin(z[:, 5], [1, 4, 9]) - np.isnan(x[:, 3])
    return score + r.normal(size=len(x))


def expectation(name, x, margins, contributions):
    missing = [[None if np.isnan(v) else float(v) for v in row] for row in x]
    with open(name + ".expect.json", "w") as out:
        json.dump({
            "rows": missing,
            "margins": [float(v) for v in margins],
            "contributions": [[float(v) for v in row] for row in contributions],
        }, out, separators=(",", ":"))
        out.write("\n")


def xgboost():
    import xgboost as xgb
    types = ["q"] * 5 + ["c"]
    x, test = rows(600, 1), rows(20, 2)
    y = labels(x, 3)
    models = {
        "logistic": (y > 1, {"objective": "binary:logistic", "max_depth": 4, "base_score": 0.2}, 6),
        "squared": (y, {"objective": "reg:squarederror", "max_depth": 8, "base_score": 0.7}, 3),
    }
    for name, (target, params, rounds) in models.items():
        params = params | {"tree_method": "hist", "nthread": 1, "max_cat_to_onehot": 3, "min_child_weight": 0.5}
        data = xgb.DMatrix(x, target.astype(np.float32), feature_types=types, enable_categorical=True)
        booster = xgb.train(params, data, rounds)
        name = f"xgboost-{xgb.__version__}-{name}"
        booster.save_model(name + ".json")
        data = xgb.DMatrix(test, feature_types=types, enable_categorical=True)
        expectation(name, test, booster.predict(data, output_margin=True), booster.predict(data, pred_contribs=True))


def lightgbm():
    import lightgbm as lgb
    x, test = rows(600, 1), rows(20, 2)
    y = labels(x, 3)
    models = {
        "binary": (y > 1, {"objective": "binary", "num_leaves": 15}),
        "regression": (y, {"objective": "regression", "num_leaves": 31}),
        "nomissing": (y, {"objective": "regression", "num_leaves": 15, "use_missing": False}),
        "zeromissing": (y, {"objective": "regression", "num_leaves": 15, "zero_as_missing": True}),
    }
    for name, (target, params) in models.items():
        params = params | {"verbose": -1, "num_threads": 1, "min_data_in_leaf": 5, "deterministic": True,
                           "min_data_per_group": 5, "cat_smooth": 1, "max_cat_to_onehot": 2}
        booster = lgb.train(params, lgb.Dataset(x, target.astype(np.float32), categorical_feature=[5]), 5)
        name = f"lightgbm-{lgb.__version__}-{name}"
        booster.save_model(name + ".txt")
        expectation(name, test, booster.predict(test, raw_score=True), booster.predict(test, pred_contrib=True))


{"xgboost": xgboost, "lightgbm": lightgbm}[sys.argv[1]]()
