package extract

import (
	"testing"
	"time"

	"vigie"
)

func TestCivil(t *testing.T) {
	t.Parallel()
	for d := vigie.DateOf(time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC)); d < 60000; d++ {
		wy, wm, wd := d.Time().Date()
		if y, m, day := civil(d); y != wy || m != int(wm) || day != wd {
			t.Fatalf("day %d is %d-%d-%d, want %d-%d-%d", d, y, m, day, wy, wm, wd)
		}
	}
}
