parties-sought-listed = Huvudanslutarens ansökan har inte skickats ännu, och medanslutaren har inte fått besked.
parties-sought-brought = Som huvudanslutare: { $service }
parties-sought-named-waiting = Väntar på den andra parten
parties-sought-named = Sökande: { $name }. Namngavs { $at }.
parties-sought-named-former = Sökande: { $name }. Namngavs { $at }, men efter { $ended } har ansökan inte längre namngett den här organisationen.
parties-of-from = Listan börjar med den medanslutare som ni sökte.
parties-of-all = Visa listan från början
