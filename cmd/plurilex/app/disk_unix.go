//go:build unix

package app

import (
	"errors"
	"fmt"
	"syscall"
)

// explainSystem says what to do about an error that the system names.
func explainSystem(err error) error {
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return fmt.Errorf("%w: make room or choose another disk with -o; nothing of this text was written", err)
	case errors.Is(err, syscall.EROFS):
		return fmt.Errorf("%w: choose another folder with -o", err)
	case errors.Is(err, syscall.EFBIG):
		return fmt.Errorf("%w: nothing of this text was written", err)
	case errors.Is(err, syscall.ENOTDIR):
		return fmt.Errorf("%w: a file has the name of the folder; choose another with -o", err)
	}
	return err
}
