//go:build !unix

package app

// explainSystem says what to do about an error that the system names.
func explainSystem(err error) error { return err }
