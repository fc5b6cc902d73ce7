package batch

import (
	"context"
	"errors"
	"slices"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// Results are committed in the order of the tasks, whichever worker is faster.
func TestEachCommitsInOrder(t *testing.T) {
	for _, workers := range []int{1, 2, 7, 100} {
		synctest.Test(t, func(t *testing.T) {
			tasks := make([]int, 50)
			for i := range tasks {
				tasks[i] = i
			}
			var got []int
			n := Each(t.Context(), tasks, workers,
				func(_ context.Context, i int) (int, error) {
					time.Sleep(time.Duration((i*37)%11) * time.Second) // of the test's own clock
					return i, nil
				},
				func(task, result int, err error) {
					if task != result || err != nil {
						t.Errorf("task %d gave %d, %v", task, result, err)
					}
					got = append(got, result)
				})
			if n != len(tasks) || !slices.Equal(got, tasks) {
				t.Errorf("%d workers committed %d: %v", workers, n, got)
			}
		})
	}
}

func TestEachBoundsWhatWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const workers = 2
		var started, committed atomic.Int64
		tasks := make([]int, 100)
		Each(t.Context(), tasks, workers,
			func(context.Context, int) (int, error) {
				if ahead := started.Add(1) - committed.Load(); ahead > (window+2)*workers+1 {
					t.Errorf("%d results wait", ahead)
				}
				return 0, nil
			},
			func(int, int, error) {
				time.Sleep(time.Second)
				committed.Add(1)
			})
	})
}

func TestEachStopsWhenCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	tasks := make([]int, 1000)
	commits := 0
	n := Each(ctx, tasks, 3,
		func(context.Context, int) (int, error) { return 0, nil },
		func(int, int, error) {
			if commits++; commits == 5 {
				cancel()
			}
		})
	if n != commits || n < 5 || n > 5+3*(window+3) {
		t.Errorf("%d committed, %d counted", commits, n)
	}
}

func TestEachSurvivesPanic(t *testing.T) {
	var errs []error
	tooShort := []int{0}
	Each(t.Context(), []int{0, 1, 2}, 2,
		func(_ context.Context, i int) (int, error) {
			if i == 1 {
				return tooShort[i], nil
			}
			return i, nil
		},
		func(_, _ int, err error) { errs = append(errs, err) })
	var panicked *PanicError
	if len(errs) != 3 || errs[0] != nil || errs[2] != nil || !errors.As(errs[1], &panicked) || len(panicked.Stack) == 0 {
		t.Errorf("errors %v", errs)
	}
}
