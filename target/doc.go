// Package target turns scores into a list of whom to visit: under a capacity for each territory, with a part of it left to
// chance, and with reasons in words.
//
// Select reads listed and score and writes target; Explain reads contribution and writes reason. Every target keeps the channel by
// which it came on the list and the exact probability of being on it; without these no later comparison between the model and
// chance is honest (Henderson et al. 2022). A target is not a suspect.
package target
