package source

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"vigie"
)

// opened is an extract as a stream of text.
type opened struct {
	io.Reader
	close []func()
}

// Close ends the reading.
func (o *opened) Close() {
	for i := len(o.close) - 1; i >= 0; i-- {
		o.close[i]()
	}
}

// openExtract reads a file as CSV in UTF-8, or in an encoding of one byte a sign. name is the one it came with: it tells
// the compression.
func openExtract(file io.Reader, name, encoding string) (*opened, error) {
	o := &opened{}
	r, err := decompress(o, name, file)
	if err != nil {
		return nil, damaged(err)
	}
	head := bufio.NewReaderSize(r, 1<<16)
	begin, err := head.Peek(1024)
	if err != nil && !errors.Is(err, io.EOF) {
		o.Close()
		return nil, damaged(err)
	}
	if o.Reader, err = readerOf(strings.ToLower(encoding), begin, head); err != nil {
		o.Close()
		return nil, err
	}
	return o, nil
}

// decompress follows the file's name.
func decompress(o *opened, name string, r io.Reader) (io.Reader, error) {
	switch {
	case strings.HasSuffix(name, ".gz"):
		return gzip.NewReader(bufio.NewReaderSize(r, 1<<18))
	case strings.HasSuffix(name, ".zst"):
		// A window of 128 MB is what zstd -19 --long=27 makes; a file can not make us take more.
		d, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(128<<20))
		if err != nil {
			return nil, err
		}
		o.close = append(o.close, d.Close)
		return d, nil
	}
	return r, nil
}

// damaged tells a file that can not be decompressed from a disk that can not be read.
func damaged(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	var coded *vigie.Error
	if errors.As(err, &coded) {
		return err
	}
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return vigie.Errorf(vigie.Refused, "the compressed file ends too soon; it was probably not copied to its end: fetch it again")
	}
	return vigie.Errorf(vigie.Refused, "the compressed file is damaged; fetch it again: %w", err)
}

// at puts the line before an error of reading.
func at(line int64, err error) error {
	return fmt.Errorf("line %d: %w", line, err)
}
