// `Compute` is loops over memory: they see addresses and geometries and never a tensor. A folder for each kind of operation;
// below those `Memory`, `Threads` and `Vectors`, of which all of them are made.
//
// The first source of a module that is compiled as a whole bears the module's name: `Package.swift` says why.
