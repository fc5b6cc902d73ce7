//go:build conformance && linux

package app_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// A disk with no room for the outputs gets none of them, and the program says
// what to do. The disk is a small file system in memory, which only root can
// make.
func TestDiskFull(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=40k"); err != nil {
		t.Skip("SKIPPED: no small disk to fill:", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, 0); err != nil {
			t.Error(err)
		}
	})
	program := filepath.Join(t.TempDir(), "plurilex")
	if out, err := exec.Command("go", "build", "-o", program, "..").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	out, err := exec.Command(program, "convert", "../../../testdata/resolution-en.txt", "-o", dir).CombinedOutput()
	if err == nil {
		t.Errorf("the program says that all went well:\n%s", out)
	}
	if !strings.Contains(string(out), "no space left on device: make room or choose another disk with -o; nothing of this text was written") {
		t.Errorf("the program says:\n%s", out)
	}
	left, err := os.ReadDir(dir)
	if err != nil || len(left) > 0 {
		t.Errorf("on the disk: %v, %v", left, err)
	}
}
