package pipeline

// AddTold is addTold, for tests that build the contract step by step.
var AddTold = addTold
