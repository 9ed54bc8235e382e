package strsim

import "strings"

// How names sound. Soundex and the Cologne code are published, and each is made for one language. Sound is ours, for a
// country in which names of three languages are written down by people who speak one of them: what Dutch, French and
// German spell differently and say alike (Hendrickx and Hendriks, Smedt and Smet, Schmidt and Schmit, Renault and
// Renaud) has one code. It is made for finding candidates, so it would rather put two names together than keep them apart.
// All three take folded texts: letters a to z in lower case, words between spaces. Other signs are passed over.

// Sound gives each word its code.
func Sound(s string) string { return eachWord(s, soundOf) }

// Soundex gives each word the code of Russell (1918) as the United States' National Archives use it: a letter and three
// digits.
func Soundex(s string) string { return eachWord(s, soundexOf) }

// Cologne gives each word the code of Postel (1969), for German.
func Cologne(s string) string { return eachWord(s, cologneOf) }

func eachWord(s string, code func(string) string) string {
	var out strings.Builder
	for word := range strings.FieldsSeq(s) {
		if c := code(letters(word)); c != "" {
			if out.Len() > 0 {
				out.WriteByte(' ')
			}
			out.WriteString(c)
		}
	}
	return out.String()
}

// letters leaves only a to z.
func letters(word string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case 'a' <= r && r <= 'z':
			return r
		case 'A' <= r && r <= 'Z':
			return r - 'A' + 'a'
		}
		return -1
	}, word)
}

// group is some letters and their code. A group that ends in $ stands only at a word's end, one that begins with ^ only at
// its start. Of several that fit the first counts, so longer ones come first.
type group struct{ letters, code string }

// A stands for a vowel, of which only a word's first is kept: vowels are what people hear least alike.
var groups = []group{
	{"eault$", "A"}, {"ault$", "A"}, {"eaux$", "A"}, {"aux$", "A"}, {"aud$", "A"}, {"aut$", "A"}, {"oux$", "A"}, {"oud$", "A"}, {"oit$", "A"}, {"ois$", "A"},
	{"oot$", "AT"}, {"ot$", "A"}, {"bv", "F"},
	{"tsch", "S"}, {"tch", "S"}, {"sch", "S"}, {"ckx", "KS"}, {"cqu", "K"},
	{"ck", "K"}, {"cq", "K"}, {"qu", "K"}, {"kx", "KS"}, {"ks", "KS"}, {"gs", "KS"}, {"cs", "KS"}, {"x", "KS"},
	{"gn", "N"}, {"ph", "F"}, {"pf", "F"}, {"th", "T"}, {"dt", "T"}, {"td", "T"}, {"tz", "S"}, {"ts", "S"}, {"ds", "S"},
	{"ch", "K"}, {"gh", "K"}, {"ce", "S"}, {"ci", "S"}, {"cy", "S"}, {"c", "K"}, {"g", "K"}, {"k", "K"}, {"q", "K"},
	{"b", "P"}, {"p", "P"}, {"d", "T"}, {"t", "T"}, {"f", "F"}, {"v", "F"}, {"w", "F"}, {"s", "S"}, {"z", "S"},
	{"l", "L"}, {"m", "M"}, {"n", "N"}, {"r", "R"}, {"h", ""}, {"^j", "J"}, {"^y", "J"},
	{"a", "A"}, {"e", "A"}, {"i", "A"}, {"j", "A"}, {"o", "A"}, {"u", "A"}, {"y", "A"},
}

func soundOf(word string) string {
	var code []byte
	vowel := false // between the last two letters of the code
	for i := 0; i < len(word); {
		g, n := groupAt(word, i)
		for _, c := range []byte(g.code) {
			switch {
			case c == 'A' && len(code) > 0:
				vowel = true
			case len(code) > 0 && code[len(code)-1] == c && !vowel: // said once: Janssen
			default:
				code, vowel = append(code, c), false
			}
		}
		i += n
	}
	if n := len(code); n > 2 && code[n-1] == 'S' { // the s of Peeters and Jansens comes and goes
		code = code[:n-1]
	}
	return string(code)
}

// groupAt is the group that begins at a letter, and how many letters to go on by. A soft c leaves its vowel to be read.
func groupAt(word string, i int) (group, int) {
	rest := word[i:]
	for _, g := range groups {
		text, first := strings.CutPrefix(g.letters, "^")
		text, last := strings.CutSuffix(text, "$")
		if !strings.HasPrefix(rest, text) || first && i > 0 || last && len(rest) != len(text) {
			continue
		}
		if len(text) == 2 && text[0] == 'c' && strings.IndexByte("eiy", text[1]) >= 0 {
			return g, 1
		}
		return g, len(text)
	}
	return group{}, 1
}

// soundexDigit is the digit of each letter from a to z. A vowel (0) parts two letters of one digit; h and w, which are passed
// over, do not.
const soundexDigit = "01230120022455012623010202"

func soundexOf(word string) string {
	if word == "" {
		return ""
	}
	code := []byte{word[0] - 'a' + 'A'}
	last := soundexDigit[word[0]-'a']
	for i := 1; i < len(word) && len(code) < 4; i++ {
		if word[i] == 'h' || word[i] == 'w' {
			continue
		}
		digit := soundexDigit[word[i]-'a']
		if digit != '0' && digit != last {
			code = append(code, digit)
		}
		last = digit
	}
	return (string(code) + "000")[:4]
}

func cologneOf(word string) string {
	var code []byte
	for i := range len(word) {
		for _, c := range []byte(cologneAt(word, i)) {
			if len(code) == 0 || code[len(code)-1] != c {
				code = append(code, c)
			}
		}
	}
	kept := code[:0]
	for i, c := range code {
		if c != '0' || i == 0 {
			kept = append(kept, c)
		}
	}
	return string(kept)
}

// cologneAt is the digits of one letter among its neighbours.
func cologneAt(word string, i int) string {
	var before, after byte = ' ', ' '
	if i > 0 {
		before = word[i-1]
	}
	if i+1 < len(word) {
		after = word[i+1]
	}
	in := func(c byte, set string) bool { return strings.IndexByte(set, c) >= 0 }
	switch c := word[i]; {
	case in(c, "aeijouy"):
		return "0"
	case c == 'h':
		return ""
	case c == 'b', c == 'p' && after != 'h':
		return "1"
	case in(c, "dt") && in(after, "csz"):
		return "8"
	case in(c, "dt"):
		return "2"
	case in(c, "fvwp"):
		return "3"
	case in(c, "gkq"):
		return "4"
	case c == 'c':
		return cologneC(before, after)
	case c == 'x' && in(before, "ckq"):
		return "8"
	case c == 'x':
		return "48"
	case c == 'l':
		return "5"
	case in(c, "mn"):
		return "6"
	case c == 'r':
		return "7"
	}
	return "8" // s and z
}

func cologneC(before, after byte) string {
	hard := "ahkoqux"
	if before == ' ' {
		hard = "ahkloqrux"
	}
	if before != 's' && before != 'z' && strings.IndexByte(hard, after) >= 0 {
		return "4"
	}
	return "8"
}
