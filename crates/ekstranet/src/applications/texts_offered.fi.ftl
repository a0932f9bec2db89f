# $email (String) - support address
# $phone (String) - support telephone
applications-only-yours = Luettelossa ovat palvelut, joita teidän organisaationne voi hakea täällä. Jos luettelosta puuttuu palvelu, kysykää asiakastuesta: { $email }, { $phone }.
