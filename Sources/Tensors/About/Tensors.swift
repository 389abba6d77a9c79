// `Tensors` is the type `Tensor` (`Tensor`), what can be done with it (`Operations`, `Functions`, `Slicing`, `Comparison`), where
// tensors come from (`Creation`), their gradients (`Differentiation`) and how all this is said (`Printing`, `Messages`).
//
// The first source of a module that is compiled as a whole bears the module's name: `Package.swift` says why.
