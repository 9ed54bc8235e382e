package pack

import "fmt"

// once notes the items of a list that stand in it already. It is told what the items are called.
func (d *document) once(path, what string, items []string) {
	seen := make(map[string]bool, len(items))
	for i, item := range items {
		if seen[item] {
			d.fault(fmt.Sprintf("%s[%d]", path, i), fmt.Sprintf("%s %q stands twice", what, shorten(item)), "keep one")
		}
		seen[item] = true
	}
}
