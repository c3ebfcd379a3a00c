# plimsoll_collect_licences(FILE) makes FILE, the licences of all that is in the page. Only in the web build, because the
# runtime libraries of Emscripten are part of it.

function(plimsoll_collect_licences file)
  set(script ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/collect-licences)
  file(GLOB ours ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/licences/*.txt)
  file(GLOB stamps ${PLIMSOLL_SOURCES_DIR}/*/.fetched)
  add_custom_command(
    OUTPUT ${file}
    COMMAND ${script} ${PLIMSOLL_SOURCES_DIR} ${EMSCRIPTEN_ROOT_PATH} ${file}
    DEPENDS ${script} ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/dependencies.txt ${ours} ${stamps}
    COMMENT "Collecting the licences"
    VERBATIM)
endfunction()
