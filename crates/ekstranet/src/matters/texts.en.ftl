matters-clash-title = What is saved on this page now
matters-clash-by = Last saved by { $name }, { $time }.
matters-clash-own = You last saved yourself in another window, { $time }.
matters-clash-keep = Your own answers are below. If you save them, they take the place of these.
matters-clash-problem-own = You saved in another window after you opened this page. Check which answers are right and save again.
matters-gone-title = The unfinished matter has been removed
matters-gone-text = It was removed after you opened the page, so nothing was saved. You can begin a new one.
matters-gone-typed = What you answered
