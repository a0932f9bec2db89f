### Two who sign together

agreements-waiting-title = Väntar på en andra underskrift
agreements-one-of-two = Undertecknat 1/2
agreements-rule-title = Hur många som undertecknar
agreements-rule-one = Er organisations avtal undertecknas av en person som har rätt till det.
agreements-rule-two = Er organisations avtal undertecknas av två personer tillsammans. Båda ska ha rätt att underteckna.
agreements-rule-link = Se eller ändra hur många som undertecknar
agreements-rule-proposed = { $name } föreslog { $at } att en underskrift räcker. Ändringen träder i kraft när en annan person bekräftar den.
agreements-rule-about-one = Om två personer tillsammans tecknar er organisations namn kan ni begära två underskrifter. Båda loggar själva in och undertecknar när det passar dem, i vilken ordning som helst. Ansökan lämnas in när även den andra har undertecknat. Se först till att minst två har rätt att underteckna.
agreements-rule-about-back = För att gå tillbaka till en underskrift behövs två personer: en föreslår, en annan bekräftar.
agreements-rule-about-two = Ni kan föreslå att en underskrift räcker. En annan person som har rätt att underteckna ska bekräfta förslaget. Till dess behövs två undertecknare.
agreements-rule-about-own = Ert förslag väntar på en annan person som har rätt att underteckna. Ni kan också återta det.
agreements-rule-about-other = Om ni bekräftar förslaget undertecknas er organisations avtal av en person från och med nu.
agreements-rule-ask-two = Begär två underskrifter
agreements-rule-propose-one = Föreslå att en underskrift räcker
agreements-rule-take-back = Återta förslaget
agreements-rule-keep-two = Behåll två underskrifter
agreements-rule-confirm-one = Bekräfta att en underskrift räcker
agreements-rule-no-right = Detta kan ändras av en person som har rätt att underteckna för organisationen.
agreements-rule-stale = Någon annan hann ändra detta, eller så kan ändringen inte göras just nu. Ingenting sparades. Se hur läget är nu.
agreements-rule-history = Vad som har hänt
agreements-rule-did-ask-two = Två underskrifter begärdes
agreements-rule-did-propose-one = Det föreslogs att en underskrift räcker
agreements-rule-did-take-back = Förslaget återtogs
agreements-rule-did-keep-two = Två underskrifter behölls
agreements-rule-did-confirm-one = Det bekräftades att en underskrift räcker
