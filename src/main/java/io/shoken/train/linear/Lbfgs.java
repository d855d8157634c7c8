package io.shoken.train.linear;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Minimises a smooth convex function by limited-memory BFGS (Nocedal and Wright, Numerical
 * Optimization, algorithms 7.4 and 7.5): steps along minus the gradient, times an estimate of the
 * inverse curvature from the last ten steps, halved until the function falls enough.
 */
final class Lbfgs {
  private static final int MEMORY = 10;

  /** Armijo's condition: the share of the fall that the slope promises. */
  private static final double ENOUGH = 1e-4;

  private static final int HALVINGS = 40;

  private Lbfgs() {}

  /** What is minimised. */
  interface Objective {
    int dimensions();

    /** The value at a point; its gradient goes into the second array. */
    double at(double[] point, double[] gradient);
  }

  /** A step: how the point changed, how the gradient changed, and 1 / their product. */
  private static final class Step {
    private final double[] point;
    private final double[] gradient;
    private final double rho;

    Step(double[] point, double[] gradient, double rho) {
      this.point = point;
      this.gradient = gradient;
      this.rho = rho;
    }
  }

  /**
   * The point of the minimum.
   *
   * @param iterations the most steps
   * @param tolerance of the gradient's length, at which it ends before
   */
  static double[] minimise(Objective objective, double[] start, int iterations, double tolerance) {
    double[] point = start.clone();
    double[] gradient = new double[objective.dimensions()];
    double value = objective.at(point, gradient);
    Deque<Step> steps = new ArrayDeque<>();
    for (int i = 0; i < iterations && Math.sqrt(dot(gradient, gradient)) > tolerance; i++) {
      double[] direction = direction(gradient, steps);
      double slope = dot(direction, gradient);
      // The first direction is the bare gradient, whose length says nothing about the distance.
      double length = steps.isEmpty() ? Math.min(1, 1 / Math.sqrt(-slope)) : 1;
      double[] next = new double[point.length];
      double[] nextGradient = new double[point.length];
      double nextValue = Double.POSITIVE_INFINITY;
      for (int h = 0; h < HALVINGS; h++, length /= 2) {
        for (int j = 0; j < point.length; j++) {
          next[j] = point[j] + length * direction[j];
        }
        nextValue = objective.at(next, nextGradient);
        if (nextValue <= value + ENOUGH * length * slope) {
          break;
        }
      }
      if (!(nextValue < value)) {
        break; // rounding hides any further fall
      }
      remember(steps, minus(next, point), minus(nextGradient, gradient));
      point = next;
      gradient = nextGradient;
      value = nextValue;
    }
    return point;
  }

  private static void remember(Deque<Step> steps, double[] point, double[] gradient) {
    double product = dot(point, gradient);
    if (product > 0) { // else rounding has hidden the curvature
      steps.addFirst(new Step(point, gradient, 1 / product));
      if (steps.size() > MEMORY) {
        steps.removeLast();
      }
    }
  }

  /** Minus the gradient times the estimate of the inverse curvature; the newest step is first. */
  private static double[] direction(double[] gradient, Deque<Step> steps) {
    double[] direction = gradient.clone();
    double[] shares = new double[steps.size()];
    int i = 0;
    for (Step step : steps) {
      shares[i] = step.rho * dot(step.point, direction);
      add(direction, step.gradient, -shares[i]);
      i++;
    }
    Step newest = steps.peekFirst();
    double scale = newest == null ? 1 : 1 / (newest.rho * dot(newest.gradient, newest.gradient));
    for (int j = 0; j < direction.length; j++) {
      direction[j] *= -scale;
    }
    for (Iterator<Step> oldest = steps.descendingIterator(); oldest.hasNext(); ) {
      Step step = oldest.next();
      i--;
      add(direction, step.point, -shares[i] - step.rho * dot(step.gradient, direction));
    }
    return direction;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += a[j] * b[j];
    }
    return sum;
  }

  private static void add(double[] to, double[] what, double factor) {
    for (int j = 0; j < to.length; j++) {
      to[j] += factor * what[j];
    }
  }

  private static double[] minus(double[] a, double[] b) {
    double[] difference = a.clone();
    add(difference, b, -1);
    return difference;
  }
}
