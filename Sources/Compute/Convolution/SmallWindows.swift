#if WIDE_VECTORS
  /// Windows of three by three that slide over channels, each by itself, one position at a time.
  ///
  /// Two rows of results are made together: each number of the source is fetched once for both, and serves three windows of each
  /// while it is in a register. Every sum is formed tap by tap in the same order as a tile forms it.
  struct SmallWindows {
    /// The source's element of the first window's first tap, in the first of the channels.
    var source: BlockPointer
    /// How far apart positions lie, and rows.
    var step: Int
    var pitch: Int
    /// The weights of the taps, one vector behind the other.
    var weights: BlockPointer
    var weightStep: Int
    /// What the sums begin with.
    var beginning: Vector
    var result: UnsafeMutablePointer<Float>
    var resultStep: Int
    var resultPitch: Int

    /// The results of two neighbouring rows, for so many positions whose windows lie in the source.
    ///
    /// - Parameters:
    ///   - before: whether the position before those has a window too, but for its first column.
    ///   - after: whether the one behind them has a window but for its last column.
    func computeTwoRows(count: Int, before: Bool, after: Bool) {
      let (a, b, c) = (weight(0), weight(1), weight(2))
      let (d, e, f) = (weight(3), weight(4), weight(5))
      let (g, h, i) = (weight(6), weight(7), weight(8))
      var (source, result) = (source, result)
      // Two columns of four numbers each, to which each step adds one.
      var first = (at(source, 0), at(source, 1), at(source, 2), at(source, 3))
      source += step
      var second = (at(source, 0), at(source, 1), at(source, 2), at(source, 3))
      if before {
        beginning
          .adding(first.0, times: b).adding(second.0, times: c)
          .adding(first.1, times: e).adding(second.1, times: f)
          .adding(first.2, times: h).adding(second.2, times: i)
          .store(at: result - resultStep)
        beginning
          .adding(first.1, times: b).adding(second.1, times: c)
          .adding(first.2, times: e).adding(second.2, times: f)
          .adding(first.3, times: h).adding(second.3, times: i)
          .store(at: result - resultStep + resultPitch)
      }
      for _ in 0..<count {
        source += step
        let third = (at(source, 0), at(source, 1), at(source, 2), at(source, 3))
        beginning
          .adding(first.0, times: a).adding(second.0, times: b).adding(third.0, times: c)
          .adding(first.1, times: d).adding(second.1, times: e).adding(third.1, times: f)
          .adding(first.2, times: g).adding(second.2, times: h).adding(third.2, times: i)
          .store(at: result)
        beginning
          .adding(first.1, times: a).adding(second.1, times: b).adding(third.1, times: c)
          .adding(first.2, times: d).adding(second.2, times: e).adding(third.2, times: f)
          .adding(first.3, times: g).adding(second.3, times: h).adding(third.3, times: i)
          .store(at: result + resultPitch)
        (first, second) = (second, third)
        result += resultStep
      }
      guard after else { return }
      beginning
        .adding(first.0, times: a).adding(second.0, times: b)
        .adding(first.1, times: d).adding(second.1, times: e)
        .adding(first.2, times: g).adding(second.2, times: h)
        .store(at: result)
      beginning
        .adding(first.1, times: a).adding(second.1, times: b)
        .adding(first.2, times: d).adding(second.2, times: e)
        .adding(first.3, times: g).adding(second.3, times: h)
        .store(at: result + resultPitch)
    }

    /// Adds to the gradients of the weights what a row of results gives them.
    ///
    /// - Parameters:
    ///   - rows: the source's rows under the three rows of windows, from their first column on; nil for one that lies outside.
    ///   - columns: how many there are.
    ///   - padding: how far the first window reaches over them.
    ///   - gradients: those of the results.
    static func addGradients(
      rows: (BlockPointer?, BlockPointer?, BlockPointer?), columns: Int, padding: Int,
      step: Int,
      _ gradients: BlockPointer, count: Int, into target: UnsafeMutablePointer<Float>, targetStep: Int
    ) {
      var (a, b, c) = (sum(target, 0, targetStep), sum(target, 1, targetStep), sum(target, 2, targetStep))
      var (d, e, f) = (sum(target, 3, targetStep), sum(target, 4, targetStep), sum(target, 5, targetStep))
      var (g, h, i) = (sum(target, 6, targetStep), sum(target, 7, targetStep), sum(target, 8, targetStep))
      // A row that lies outside is one of zeros, which stays where it is.
      withUnsafeTemporaryAllocation(of: Float.self, capacity: Vector.scalarCount) { zeros in
        zeros.initialize(repeating: 0)
        let outside = UnsafePointer(zeros.baseAddress!)
        let starts = (rows.0?.pointer ?? outside, rows.1?.pointer ?? outside, rows.2?.pointer ?? outside)
        let steps = (rows.0 == nil ? 0 : step, rows.1 == nil ? 0 : step, rows.2 == nil ? 0 : step)
        func column(_ index: Int) -> (Vector, Vector, Vector) {
          guard index >= 0, index < columns else { return (.zero, .zero, .zero) }
          return (
            Vector(at: starts.0 + index * steps.0), Vector(at: starts.1 + index * steps.1),
            Vector(at: starts.2 + index * steps.2)
          )
        }
        var (first, second) = (column(-padding), column(1 - padding))
        for position in 0..<count {
          let third = column(position + 2 - padding)
          let gradient = Vector(at: gradients + position * step)
          a = a.adding(first.0, times: gradient)
          b = b.adding(second.0, times: gradient)
          c = c.adding(third.0, times: gradient)
          d = d.adding(first.1, times: gradient)
          e = e.adding(second.1, times: gradient)
          f = f.adding(third.1, times: gradient)
          g = g.adding(first.2, times: gradient)
          h = h.adding(second.2, times: gradient)
          i = i.adding(third.2, times: gradient)
          (first, second) = (second, third)
        }
      }
      a.store(at: target)
      b.store(at: target + targetStep)
      c.store(at: target + 2 * targetStep)
      d.store(at: target + 3 * targetStep)
      e.store(at: target + 4 * targetStep)
      f.store(at: target + 5 * targetStep)
      g.store(at: target + 6 * targetStep)
      h.store(at: target + 7 * targetStep)
      i.store(at: target + 8 * targetStep)
    }

    @inline(__always)
    private static func sum(_ target: UnsafeMutablePointer<Float>, _ tap: Int, _ step: Int) -> Vector {
      Vector(at: target + tap * step)
    }

    @inline(__always)
    private func weight(_ tap: Int) -> Vector { Vector(at: weights + tap * weightStep) }

    @inline(__always)
    private func at(_ source: BlockPointer, _ row: Int) -> Vector { Vector(at: source + row * pitch) }
  }
#endif
