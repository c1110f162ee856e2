// Under the sanitizers fibers switch by ucontext, of which they know (BOOST_USE_UCONTEXT, CMakeLists.txt). Debian's
// Boost.Context was built for the other way and lacks what that one needs of the library: the record of the fiber that
// runs on this thread. It is freed with its thread, else an exception in a fiber ends the process.
#if defined(BOOST_USE_UCONTEXT)
#include <boost/context/fiber.hpp>
#include <memory>

namespace boost::context::detail {

fiber_activation_record*& fiber_activation_record::current() noexcept {
  static thread_local const auto own = std::make_unique<fiber_activation_record>();
  static thread_local fiber_activation_record* now = own.get();
  return now;
}

fiber_activation_record_initializer::fiber_activation_record_initializer() noexcept {
  fiber_activation_record::current();
}
fiber_activation_record_initializer::~fiber_activation_record_initializer() = default;

}  // namespace boost::context::detail
#endif
