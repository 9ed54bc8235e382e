package extract

import (
	"bufio"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/klauspost/compress/zstd"

	"vigie"
)

// file is one extract. Rows go through a buffer, zstd if the name ends so, and a buffer to the disk.
type file struct {
	name       string
	rows, dirt int
	rowsTo     *bufio.Writer
	zstd       *zstd.Encoder // nil: not compressed
	disk       *os.File
	err        error
}

// window of the encoder, in bytes: two hundred extracts are open at once.
const window = 256 << 10

func create(dir, name, header string) (*file, error) {
	path := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return nil, vigie.Errorf(vigie.Unavailable, "write extract %s: %w", name, err)
	}
	disk, err := os.Create(path)
	if err != nil {
		return nil, vigie.Errorf(vigie.Unavailable, "write extract %s: %w", name, err)
	}
	f := &file{name: name, disk: disk}
	var to io.Writer = disk
	if strings.HasSuffix(name, ".zst") {
		f.zstd, err = zstd.NewWriter(disk, zstd.WithEncoderConcurrency(1), zstd.WithEncoderLevel(zstd.SpeedFastest),
			zstd.WithWindowSize(window), zstd.WithLowerEncoderMem(true))
		if err != nil {
			return nil, errors.Join(vigie.Errorf(vigie.Internal, "write extract %s: %w", name, err), disk.Close())
		}
		to = f.zstd
	}
	f.rowsTo = bufio.NewWriterSize(to, 64<<10)
	f.put([]byte(header))
	return f, nil
}

func (f *file) put(row []byte) {
	if _, err := f.rowsTo.Write(row); err != nil && f.err == nil {
		f.err = err
	}
}

// close flushes from the rows down to the disk.
func (f *file) close() error {
	errs := []error{f.err, f.rowsTo.Flush()}
	if f.zstd != nil {
		errs = append(errs, f.zstd.Close())
	}
	errs = append(errs, f.disk.Close())
	if err := errors.Join(errs...); err != nil {
		return vigie.Errorf(vigie.Unavailable, "write extract %s: %w", f.name, err)
	}
	return nil
}
