package zipfile_test

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/plurilex/plurilex/convert/zipfile"
)

var files = []zipfile.File{
	{Name: "mimetype", Data: []byte("application/example")},
	{Name: "a/ä.xml", Data: []byte(strings.Repeat("<p>recital</p>\n", 200))},
	{Name: "empty"},
}

func TestWrite(t *testing.T) {
	var out bytes.Buffer
	if err := zipfile.Write(&out, files); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil {
		t.Fatal(err)
	}
	if len(z.File) != len(files) {
		t.Fatalf("%d files, want %d", len(z.File), len(files))
	}
	for i, f := range z.File {
		if f.Name != files[i].Name || f.Flags&8 != 0 || f.Modified.Format("2006-01-02 15:04:05") != "1980-01-01 00:00:00" {
			t.Errorf("%s: flags %x, date %s", f.Name, f.Flags, f.Modified)
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if data, err := io.ReadAll(r); err != nil || !bytes.Equal(data, files[i].Data) {
			t.Errorf("%s: %q, %v", f.Name, data, err)
		}
	}
}

// TestSameBytes pins the bytes, which archives compare over years.
func TestSameBytes(t *testing.T) {
	const want = "23342d70c038227cfc3bb70f6312c38cae4f662816b14766af4063990e4ee97f"
	for range 2 {
		hash := sha256.New()
		if err := zipfile.Write(hash, files); err != nil {
			t.Fatal(err)
		}
		if got := hex.EncodeToString(hash.Sum(nil)); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

type full struct{ room int }

var errFull = errors.New("no space left")

func (w *full) Write(p []byte) (int, error) {
	if w.room -= len(p); w.room < 0 {
		return 0, errFull
	}
	return len(p), nil
}

func TestWriteToFullDisk(t *testing.T) {
	for room := range 300 {
		if err := zipfile.Write(&full{room}, files); !errors.Is(err, errFull) {
			t.Fatalf("room for %d bytes: %v", room, err)
		}
	}
}
