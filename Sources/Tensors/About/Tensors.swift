// `Tensors` is the types `Tensor` (`Tensor`) and `IntTensor` (`Integers`), what can be done with them (`Operations`, `Functions`,
// `Slicing`), where tensors come from (`Creation`), their gradients (`Differentiation`), how they are printed (`Printing`), and what
// the compiler says of other libraries' names (`ForeignNames`). What both types have is in one file, except arithmetic and reductions of
// integers.
//
// The first source of a module that is compiled as a whole bears the module's name: `Package.swift` says why.
