// Package batch converts many works: it plans them, runs them on several
// workers, commits the results in the order of the plan and puts files on disk
// so that a reader of the folder never sees half of one.
package batch

import (
	"context"
	"fmt"
	"runtime/debug"
)

// PanicError is what a work that panicked fails with. One bad document does not
// take the others with it.
type PanicError struct {
	Value any
	Stack []byte
}

func (e *PanicError) Error() string { return fmt.Sprintf("internal error: %v", e.Value) }

// window is how many finished results per worker wait at the most for the ones
// before them. It bounds the memory of a run.
const window = 4

// Each calls work for every task on the given number of workers, and commit for
// every result in the order of the tasks, from one goroutine. When ctx is done,
// no further task is started; the ones under way end and are committed. Each
// returns how many were committed.
func Each[T, R any](ctx context.Context, tasks []T, workers int, work func(context.Context, T) (R, error), commit func(T, R, error)) int {
	type slot struct {
		task   T
		result R
		err    error
		done   chan struct{}
	}
	workers = max(1, min(workers, len(tasks)))
	todo := make(chan *slot)
	ordered := make(chan *slot, window*workers)
	go func() {
		defer close(ordered)
		defer close(todo)
		for _, t := range tasks {
			if ctx.Err() != nil {
				return
			}
			s := &slot{task: t, done: make(chan struct{})}
			select {
			case <-ctx.Done():
				return
			case ordered <- s:
			}
			todo <- s
		}
	}()
	for range workers {
		go func() {
			for s := range todo {
				s.result, s.err = guarded(ctx, s.task, work)
				close(s.done)
			}
		}()
	}
	n := 0
	for s := range ordered {
		<-s.done
		commit(s.task, s.result, s.err)
		n++
	}
	return n
}

func guarded[T, R any](ctx context.Context, task T, work func(context.Context, T) (R, error)) (result R, err error) {
	defer func() {
		if v := recover(); v != nil {
			err = &PanicError{Value: v, Stack: debug.Stack()}
		}
	}()
	return work(ctx, task)
}
