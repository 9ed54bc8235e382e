package audit

import (
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"
	"time"

	"vigie"
)

// Checkpoint is the state of the log at a moment: how many lines, and the root of the tree over them.
type Checkpoint struct {
	Size int64
	Root []byte
	At   time.Time
}

// Text is a checkpoint as it is signed, in the notation of transparency logs (c2sp.org/tlog-checkpoint): who, how many lines, the root, and
// the time as an extension.
func (c Checkpoint) Text() string {
	return fmt.Sprintf("%s\n%d\n%s\n%s\n", name, c.Size, base64.StdEncoding.EncodeToString(c.Root), c.At.UTC().Format(time.RFC3339))
}

// Sign signs a checkpoint.
func (k *Key) Sign(c Checkpoint) (string, error) {
	signed, err := k.SignText(c.Text())
	if err != nil {
		return "", fmt.Errorf("checkpoint of %d lines: %w", c.Size, err)
	}
	return signed, nil
}

// Open reads a signed checkpoint, and refuses one that this public key did not sign.
func Open(signed, public string) (Checkpoint, error) {
	text, err := OpenText(signed, public)
	if err != nil {
		return Checkpoint{}, vigie.Errorf(vigie.CodeOf(err), "open a checkpoint: %w", err)
	}
	return parse(text)
}

func parse(text string) (c Checkpoint, err error) {
	lines := strings.Split(text, "\n")
	if len(lines) != 5 || lines[0] != name {
		return c, vigie.Errorf(vigie.Refused, "open a checkpoint: it is not one of this log: %q", text)
	}
	if c.Size, err = strconv.ParseInt(lines[1], 10, 64); err != nil || c.Size < 0 {
		return c, vigie.Errorf(vigie.Refused, "open a checkpoint: %q is no number of lines", lines[1])
	}
	if c.Root, err = base64.StdEncoding.DecodeString(lines[2]); err != nil || len(c.Root) != 32 {
		return c, vigie.Errorf(vigie.Refused, "open a checkpoint: %q is no root", lines[2])
	}
	if c.At, err = time.Parse(time.RFC3339, lines[3]); err != nil {
		return c, vigie.Errorf(vigie.Refused, "open a checkpoint: %q is no time", lines[3])
	}
	return c, nil
}
