import Compute
import Networks
import Tensors

func otherCases() -> [Case] {
  [512, 1024, 2048].map { size in
    Case(name: "matmul_\(size)", operations: 2 * Double(size * size * size)) {
      var data = Data()
      let (a, b) = (data.tensor([size, size]), data.tensor([size, size]))
      return { use(matmul(a, b)) }
    }
  }
}
