package convert

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// ErrOption is what errors about options wrap.
var ErrOption = errors.New("unusable option")

// Option is one setting of a format. The command line makes a flag
// --FORMAT-NAME of it.
type Option struct {
	Name    string // lower case, ASCII letters, digits and hyphens
	Help    string // one line, lower case
	Type    OptionType
	Default string
	Choices []string // of a Choice
}

// OptionType is what values an Option takes.
type OptionType uint8

const (
	String OptionType = iota
	Bool              // "true", "false"
	Int               // decimal
	Choice            // one of Choices
)

// Values are the settings of one format, by the option's name. What is absent
// has its default.
type Values struct {
	options []Option
	given   map[string]string
}

// NewValues checks given against the options of a format.
func NewValues(options []Option, given map[string]string) (Values, error) {
	for name, value := range given {
		i := slices.IndexFunc(options, func(o Option) bool { return o.Name == name })
		if i < 0 {
			return Values{}, fmt.Errorf("%w: there is no option %q", ErrOption, name)
		}
		if err := options[i].check(value); err != nil {
			return Values{}, err
		}
	}
	return Values{options: options, given: given}, nil
}

func (o *Option) check(value string) error {
	switch o.Type {
	case Bool:
		if value != "true" && value != "false" {
			return fmt.Errorf("%w: %s is %q: want true or false", ErrOption, o.Name, value)
		}
	case Int:
		if _, err := strconv.Atoi(value); err != nil {
			return fmt.Errorf("%w: %s is %q: want a whole number", ErrOption, o.Name, value)
		}
	case Choice:
		if !slices.Contains(o.Choices, value) {
			return fmt.Errorf("%w: %s is %q: want one of %s", ErrOption, o.Name, value, strings.Join(o.Choices, ", "))
		}
	}
	return nil
}

// String is the value of an option: the one given, else its default. An option
// that the format does not have is "".
func (v Values) String(name string) string {
	if s, ok := v.given[name]; ok {
		return s
	}
	for i := range v.options {
		if v.options[i].Name == name {
			return v.options[i].Default
		}
	}
	return ""
}

// Bool is the value of an option of type Bool.
func (v Values) Bool(name string) bool { return v.String(name) == "true" }

// Int is the value of an option of type Int.
func (v Values) Int(name string) int {
	n, _ := strconv.Atoi(v.String(name))
	return n
}
