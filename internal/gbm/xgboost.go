package gbm

// xgboostFile is XGBoost's JSON model, as far as we read and write it. The field order is that of XGBoost, which
// sorts names; the versions looked at are 1.7 and 3.2. What differs between them:
// 3.2 puts base_score in brackets, allows a vector a leaf, and no longer writes NaN.
type xgboostFile struct {
	Learner xgboostLearner `json:"learner"`
	Version []int          `json:"version"`
}

type xgboostLearner struct {
	Attributes   map[string]string `json:"attributes"`
	FeatureNames []string          `json:"feature_names"`
	FeatureTypes []string          `json:"feature_types"`
	Booster      xgboostBooster    `json:"gradient_booster"`
	Param        xgboostParam      `json:"learner_model_param"`
	Objective    xgboostObjective  `json:"objective"`
}

type xgboostBooster struct {
	Model xgboostTrees `json:"model"`
	Name  string       `json:"name"`
}

type xgboostTrees struct {
	Param struct {
		ParallelTrees  string `json:"num_parallel_tree"`
		Trees          string `json:"num_trees"`
		SizeLeafVector string `json:"size_leaf_vector"`
	} `json:"gbtree_model_param"`
	TreeInfo []int         `json:"tree_info"` // the class each tree belongs to
	Trees    []xgboostTree `json:"trees"`
}

// xgboostTree has one element a node in every array, but for the categories: the node categories_nodes[i] lists
// categories_sizes[i] codes from categories_segments[i] on, and a listed code goes right.
// A split condition is a threshold, or in a leaf its value.
type xgboostTree struct {
	BaseWeights        numbers `json:"base_weights"`
	Categories         []int32 `json:"categories"`
	CategoriesNodes    []int32 `json:"categories_nodes"`
	CategoriesSegments []int64 `json:"categories_segments"`
	CategoriesSizes    []int64 `json:"categories_sizes"`
	DefaultLeft        flags   `json:"default_left"`
	ID                 int     `json:"id"`
	LeftChildren       []int32 `json:"left_children"`
	LossChanges        numbers `json:"loss_changes"`
	Parents            []int32 `json:"parents"`
	RightChildren      []int32 `json:"right_children"`
	SplitConditions    numbers `json:"split_conditions"`
	SplitIndices       []int32 `json:"split_indices"`
	SplitType          []int   `json:"split_type"` // 0 numeric, 1 categorical; older versions have none
	SumHessian         numbers `json:"sum_hessian"`
	Param              struct {
		Deleted        string `json:"num_deleted"`
		Features       string `json:"num_feature"`
		Nodes          string `json:"num_nodes"`
		SizeLeafVector string `json:"size_leaf_vector"`
	} `json:"tree_param"`
}

type xgboostParam struct {
	BaseScore        string `json:"base_score"` // a probability for the logistic objectives
	BoostFromAverage string `json:"boost_from_average"`
	Classes          string `json:"num_class"`
	Features         string `json:"num_feature"`
	Targets          string `json:"num_target"`
}

type xgboostObjective struct {
	Name  string `json:"name"`
	Param struct {
		ScalePosWeight string `json:"scale_pos_weight"`
	} `json:"reg_loss_param"`
}

// baseMarginAttribute keeps the base margin as it is: base_score is a float32, and often a probability, from which
// the margin does not come back to the last bit.
const baseMarginAttribute = "vigie.base_margin"

// noCategory is listed by a categorical split that lists nothing, as one that only parts missing values from all
// others, because XGBoost does not load an empty list. No value in training has this code.
const noCategory = maxCode
