# The CMake toolchain file of whichever Emscripten is on the PATH: the distribution's package or an emsdk.
#   cmake -DCMAKE_TOOLCHAIN_FILE=cmake/emscripten.cmake ...

find_program(EM_CONFIG em-config REQUIRED)
execute_process(COMMAND ${EM_CONFIG} EMSCRIPTEN_ROOT
  OUTPUT_VARIABLE emscripten_root OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
include(${emscripten_root}/cmake/Modules/Platform/Emscripten.cmake)

# Debian's Emscripten takes the JavaScript parser that it needs while linking from a folder that only Debian's own
# Node.js looks into.
if(NOT IS_DIRECTORY ${emscripten_root}/node_modules AND IS_DIRECTORY /usr/share/nodejs/acorn)
  set(CMAKE_C_LINKER_LAUNCHER ${CMAKE_COMMAND} -E env NODE_PATH=/usr/share/nodejs)
  set(CMAKE_CXX_LINKER_LAUNCHER ${CMAKE_C_LINKER_LAUNCHER})
endif()
