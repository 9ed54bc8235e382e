package match

import (
	"embed"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// The lists that Vigie has: legal forms, parts of addresses, titles and small words, in Dutch, French and German. They
// are data, so that a country adds its own in a spec under words:.
//
//go:embed words/*.yaml
var wordFiles embed.FS

// wordList is what to write in the place of what. A key may be several words; one that begins with * is the end of a
// word: *str becomes *straat. One that begins with ^ stands only at the beginning of a text. # is a word that begins with a digit, and
// is written again: "# b #" becomes "# bus #".
type wordList struct {
	whole   map[string]string
	most    int  // words in the longest key
	numbers bool // some key has a #
	ending  map[string]string
}

func newWordList(pairs map[string]string) wordList {
	l := wordList{whole: map[string]string{}, ending: map[string]string{}}
	for from, to := range pairs {
		if end, ok := strings.CutPrefix(from, "*"); ok {
			l.ending[end] = strings.TrimPrefix(to, "*")
			continue
		}
		l.whole[from] = to
		l.most = max(l.most, len(strings.Fields(from)))
		l.numbers = l.numbers || strings.Contains(from, anyNumber)
	}
	return l
}

// wordLists are Vigie's and the spec's, of which the spec's win.
func wordLists(own map[string]map[string]string) (map[string]wordList, error) {
	lists := map[string]wordList{}
	files, err := wordFiles.ReadDir("words")
	if err != nil {
		return nil, err
	}
	for _, f := range files {
		content, err := wordFiles.ReadFile("words/" + f.Name())
		if err != nil {
			return nil, err
		}
		var pairs map[string]string
		if err := yaml.Unmarshal(content, &pairs); err != nil {
			return nil, fmt.Errorf("read the word list %s: %w", f.Name(), err)
		}
		lists[strings.TrimSuffix(f.Name(), path.Ext(f.Name()))] = newWordList(pairs)
	}
	for name, pairs := range own {
		lists[name] = newWordList(pairs)
	}
	return lists, nil
}

func listNamed(name string, lists map[string]wordList) (wordList, error) {
	list, ok := lists[name]
	if !ok {
		return list, fmt.Errorf("there is no word list %q: there are %s", name, strings.Join(slices.Sorted(maps.Keys(lists)), ", "))
	}
	return list, nil
}

// replace writes the list's words for those of a text.
func (l wordList) replace(s string) string {
	return l.each(s, func(_, to string) string { return to })
}

// drop leaves the list's words out, but for numbers, unless nothing would stay.
func (l wordList) drop(s string) string {
	rest := l.each(s, func(from, _ string) string {
		return strings.Join(slices.DeleteFunc(strings.Fields(from), func(w string) bool { return w != anyNumber }), " ")
	})
	if rest == "" {
		return s
	}
	return rest
}

// each calls do for every key that it finds, the longest first.
func (l wordList) each(s string, do func(from, to string) string) string {
	words := strings.Fields(s)
	out := make([]string, 0, len(words))
	for i := 0; i < len(words); {
		text, n := l.at(words[i:], i == 0, do)
		if text != "" {
			out = append(out, text)
		}
		i += n
	}
	return strings.Join(out, " ")
}

// at is what becomes of the first words, and how many they are.
func (l wordList) at(words []string, begins bool, do func(from, to string) string) (string, int) {
	for n := min(l.most, len(words)); n > 0; n-- {
		from := strings.Join(words[:n], " ")
		if to, ok := l.whole["^"+from]; ok && begins {
			return do(from, to), n
		}
		if to, ok := l.whole[from]; ok {
			return do(from, to), n
		}
		if text, ok := l.numbered(words[:n], do); ok {
			return text, n
		}
	}
	w := words[0]
	for i := 1; i < len(w); i++ {
		if to, ok := l.ending[w[i:]]; ok {
			return w[:i] + do(w[i:], to), 1
		}
	}
	return w, 1
}

// anyNumber stands in a key for a word that begins with a digit.
const anyNumber = "#"

// numbered is what becomes of words among which there are numbers, by a key with a # for each.
func (l wordList) numbered(words []string, do func(from, to string) string) (string, bool) {
	if !l.numbers {
		return "", false
	}
	from, numbers := slices.Clone(words), []string{}
	for i, w := range words {
		if '0' <= w[0] && w[0] <= '9' {
			from[i], numbers = anyNumber, append(numbers, w)
		}
	}
	key := strings.Join(from, " ")
	to, ok := l.whole[key]
	if !ok || len(numbers) == 0 {
		return "", false
	}
	text := do(key, to)
	for _, n := range numbers {
		text = strings.Replace(text, anyNumber, n, 1)
	}
	return text, true
}
