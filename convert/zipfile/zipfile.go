// Package zipfile writes ZIP files that have the same bytes on every machine, at
// every time and with every Go release: the files in the order given, one fixed
// date, sizes before the data, and a compressor that does not change.
package zipfile

import (
	"bytes"
	"hash/crc32"
	"io"
	"sync"

	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/zip"
)

// File is a file of the archive. Name has forward slashes.
type File struct {
	Name string
	Data []byte
}

// dosEpoch is 1980-01-01, the first date of a ZIP file, as one writes it: years
// since 1980, month, day.
const dosEpoch = 0<<9 | 1<<5 | 1

var compressors = sync.Pool{New: func() any {
	w, err := flate.NewWriter(io.Discard, 6)
	if err != nil {
		panic(err) // the level is a constant
	}
	return w
}}

// Write writes the files as a ZIP file. Its errors are those of w.
func Write(w io.Writer, files []File) error {
	z := zip.NewWriter(w)
	compressor := compressors.Get().(*flate.Writer)
	defer compressors.Put(compressor)
	var packed bytes.Buffer
	for _, f := range files {
		packed.Reset()
		compressor.Reset(&packed)
		if _, err := compressor.Write(f.Data); err != nil {
			return err
		}
		if err := compressor.Close(); err != nil {
			return err
		}
		// Sizes before the data spare readers the search for them after it.
		entry, err := z.CreateRaw(&zip.FileHeader{
			Name:               f.Name,
			Method:             zip.Deflate,
			CRC32:              crc32.ChecksumIEEE(f.Data),
			CompressedSize64:   uint64(packed.Len()),
			UncompressedSize64: uint64(len(f.Data)),
			//lint:ignore SA1019 CreateRaw writes this field and leaves Modified alone
			ModifiedDate: dosEpoch,
		})
		if err != nil {
			return err
		}
		if _, err := entry.Write(packed.Bytes()); err != nil {
			return err
		}
	}
	return z.Close()
}
