package pack

import "testing"

// What a value is called follows from the list it is of: luxembourg is a territory, and nothing as a resource.
func TestWord(t *testing.T) {
	t.Parallel()

	p := &Pack{
		Languages: []string{"nl", "en"},
		Groups:    []Area{{"luxembourg", Text{"nl": "Luxemburg", "en": "Luxembourg"}}},
		Network:   &Network{Kinds: []NetworkKind{{Kind: "site", Name: Text{"nl": "werf", "en": "building site"}}}},
		Words:     map[string]map[string]Text{"seen": {"on-site": {"nl": "op een werf", "en": "on site"}}},
	}
	tests := []struct{ name, list, value, language, want string }{
		{"Territory", "territory", "luxembourg", "en", "Luxembourg"},
		{"PacksFirstLanguage", "territory", "luxembourg", "", "Luxemburg"},
		{"LanguageItDoesNotHave", "resource", "site", "fr", "werf"},
		{"Resource", "resource", "site", "en", "building site"},
		{"OfAnotherList", "resource", "luxembourg", "en", "luxembourg"},
		{"OwnList", "seen", "on-site", "en", "on site"},
		{"NoSuchList", "heard", "on-site", "en", "on-site"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if got := p.Word(test.list, test.value, p.Prefer(test.language)...); got != test.want {
				t.Errorf("%s %s is called %q, want %q", test.list, test.value, got, test.want)
			}
		})
	}
}
