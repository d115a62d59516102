-- What Word can and HTML cannot say: text marked as `openxml` in word.html.j2 goes into the document as it is.
local function raw(make)
  return function(element)
    if element.classes:includes("openxml") then
      return make("openxml", element.text)
    end
  end
end

return { { CodeBlock = raw(pandoc.RawBlock), Code = raw(pandoc.RawInline) } }
