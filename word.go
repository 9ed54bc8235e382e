package vigie

// Word is an id that an error speaks of. The log says the id; who is told the error reads what the office calls it.
type Word struct{ List, ID string }

// String is the id.
func (w Word) String() string { return w.ID }

// WordsOf are several ids of one list.
func WordsOf[T ~string](list string, ids []T) []Word {
	words := make([]Word, len(ids))
	for i, id := range ids {
		words[i] = Word{list, string(id)}
	}
	return words
}

// StateWord is the state of a thing of that kind.
func StateWord(k Kind, state string) Word { return Word{string(k) + "State", state} }

// Told is a text of several languages that an error speaks of. The log says it in English.
type Told LocalText

// String is the text in English, or else in the first language that it has.
func (t Told) String() string {
	if text, ok := t["en"]; ok {
		return text
	}
	first := ""
	for language := range t {
		if first == "" || language < first {
			first = language
		}
	}
	return t[first]
}
