#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension Workers {
  /// What distinguishes the calling thread from all others that run now. 0 where there is but one thread.
  package static var currentThread: UInt {
    #if canImport(Glibc)
      UInt(pthread_self())
    #elseif canImport(Darwin)
      UInt(bitPattern: pthread_self())
    #else
      0
    #endif
  }
}
