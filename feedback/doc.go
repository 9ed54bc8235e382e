// Package feedback is the one crossing back: what people found becomes rows of the lake, so that the next training learns from it
// and precision cards count it, with the channel and the chance by which each target had come on its list.
//
// The rows are written anew from casework each time. The lake can be rebuilt, and casework is where they are kept.
package feedback
