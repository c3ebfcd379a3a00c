# plimsoll_subset_fonts(FOLDER) makes the page's fonts in FOLDER; the list of the files is left in PLIMSOLL_FONTS.
# They are ready-made for Dear ImGui's AddFontFromFileTTF() and AddFontFromMemoryTTF().

# fontTools is a package of the distribution, which a python3 from elsewhere that comes first on the PATH does not see.
function(plimsoll_has_fonttools result python)
  execute_process(COMMAND ${python} -c "import fontTools" RESULT_VARIABLE failed OUTPUT_QUIET ERROR_QUIET)
  if(failed)
    set(${result} FALSE PARENT_SCOPE)
  endif()
endfunction()

function(plimsoll_subset_fonts folder)
  find_program(PLIMSOLL_FONTTOOLS_PYTHON NAMES python3 HINTS /usr/bin VALIDATOR plimsoll_has_fonttools REQUIRED
    DOC "A Python that has fontTools (Debian: python3-fonttools)")
  set(script ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/subset-fonts)
  set(fonts Inter-Regular.otf Inter-SemiBold.otf JetBrainsMono-Regular.ttf)
  list(TRANSFORM fonts PREPEND ${folder}/)
  add_custom_command(
    OUTPUT ${fonts}
    COMMAND ${PLIMSOLL_FONTTOOLS_PYTHON} ${script} ${PLIMSOLL_SOURCES_DIR} ${folder}
    DEPENDS ${script} ${PLIMSOLL_SOURCES_DIR}/inter/.fetched ${PLIMSOLL_SOURCES_DIR}/jetbrains-mono/.fetched
    COMMENT "Subsetting the fonts"
    VERBATIM)
  set(PLIMSOLL_FONTS ${fonts} PARENT_SCOPE)
endfunction()
