package main

import "vigie/casework"

// caseworkAt is where casework is: as said, or in the home.
func (c *Config) caseworkAt() string {
	if c.Casework != "" {
		return c.Casework
	}
	return c.home().Casework()
}

// caseworkOptions are those of every command that opens casework.
func (c *Config) caseworkOptions() casework.Options {
	return casework.Options{Evidence: c.home().Evidence()}
}
