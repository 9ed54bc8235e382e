"""Loads a model that WriteXGBoost wrote into XGBoost, and prints what XGBoost says of the rows (one list a row,
null is missing): its version, margins and SHAP values.

    python3 load.py model.json rows.json
"""

import json
import sys

import numpy as np
import xgboost as xgb

booster = xgb.Booster(model_file=sys.argv[1])
rows = np.array(json.load(open(sys.argv[2])), dtype=np.float32)
data = xgb.DMatrix(rows, feature_names=booster.feature_names, feature_types=booster.feature_types, enable_categorical=True)
json.dump({
    "version": xgb.__version__,
    "margins": [float(v) for v in booster.predict(data, output_margin=True)],
    "contributions": [[float(v) for v in row] for row in booster.predict(data, pred_contribs=True)],
}, sys.stdout)
