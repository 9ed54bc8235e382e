package main

import "errors"

func invented(options) error { return errors.New("not yet") }
