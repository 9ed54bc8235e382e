// Package gbm is histogram gradient boosting and exact TreeSHAP, on numbers only: it knows nothing of
// employers, files or databases.
//
// The usual way in is Train, which returns a Model; Model.Margins scores a Matrix and Model.Explain gives
// every row's exact SHAP values, whose sum with the expected margin is the row's margin. Models are written as
// XGBoost JSON and read from XGBoost JSON or LightGBM text.
//
// It promises that the same matrix, labels, parameters and seed give the same model to the bit, whatever
// the number of threads: gradients are summed as fixed-point integers, and integers add up in any order.
package gbm
