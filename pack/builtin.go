package pack

import (
	_ "embed"
	"sync"

	"go.yaml.in/yaml/v3"
)

//go:embed builtin.yaml
var builtinYAML []byte

// builtinTexts is what the house says of the families that it makes itself.
type builtinTexts struct {
	Network struct {
		Meaning  Text      `yaml:"meaning"`
		Features []Feature `yaml:"columns"`
	} `yaml:"network"`
	Indicator struct {
		Meaning      Text `yaml:"meaning"`
		Fired        Text `yaml:"fired"`
		FiredUnit    Text `yaml:"fired_unit"`
		NeverMissing Text `yaml:"never_missing"`
	} `yaml:"indicator"`
}

// builtin reads the texts once. They are part of the program, so that a fault in them is a fault of the program.
var builtin = sync.OnceValue(func() *builtinTexts {
	t := &builtinTexts{}
	if err := yaml.Unmarshal(builtinYAML, t); err != nil {
		panic("pack/builtin.yaml: " + err.Error())
	}
	return t
})
