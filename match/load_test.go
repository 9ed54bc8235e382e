package match

import (
	"strings"
	"testing"
)

// TestLoadRefuses says what is wrong with a file, and where.
func TestLoadRefuses(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, text, want string }{
		{"NoColumnForAField", "id,name,town,born\n1,x,y,z\n", `there is no column "phone" for the field phone: there are id, name, town, born`},
		{"NoColumnForTheID", "nr,name,town,born,phone\n", `there is no column "id" for the record's id`},
		{"Twice", "id,name,town,born,phone\n1,x,,,\n2,x,,,\n1,y,,,\n", "line 4: the id 1 stands twice"},
		{"WithoutID", "id,name,town,born,phone\n1,x,,,\n,x,,,\n", "line 3: the record has no id"},
		{"NoRecords", "id,name,town,born,phone\n", "there are none"},
		{"Empty", "", "its header"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			_, err := Load(read(t, personSpec), write(t, test.text)...)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("%v, want %s", err, test.want)
			}
		})
	}
}

// TestLoadKeepsTheOrder reads more rows than go over at once.
func TestLoadKeepsTheOrder(t *testing.T) {
	t.Parallel()
	text := persons(3*perSheet, 18)
	table := load(t, read(t, personSpec), text)
	for r, line := range strings.Split(strings.TrimSpace(text), "\n")[1:] {
		cells := strings.Split(line, ",")
		if table.ID(r) != cells[0] || table.Value(r, "born") != cells[4] || table.Value(r, "phone") != cells[5] {
			t.Fatalf("record %d is %s %s %s, want %s", r, table.ID(r), table.Value(r, "born"), table.Value(r, "phone"), line)
		}
	}
}
