//! The words that tell what a name is the name of: a compact list of our own.

use crate::words::WordList;

/// Words (folded) that head or close the name of a public body.
pub(crate) const BODIES: &str = "\
administracion|administration|aduana|aduanas|aeropuerto|agencia|agency|airport|alcaldia|\
armada|army|assembly|auditoria|authority|autoridad|ayuntamiento|board|bureau|cabildo|\
carabineros|center|centre|centro|comisaria|comision|command|commission|committee|\
congreso|congress|consejo|constabulary|contraloria|coordinacion|corte|council|county|\
court|customs|defensoria|delegacion|departamento|department|diputacion|direccion|\
directorate|ejercito|enforcement|ertzaintza|fiscalia|forces|fuerza|garda|gendarmeria|\
gendarmerie|gendarmery|gobernacion|gobierno|government|guardia|institute|instituto|\
intendencia|jefatura|judicatura|junta|laboratorio|laboratory|legislatura|legislature|\
marina|ministerio|ministry|mossos|municipalidad|municipality|municipio|office|oficina|\
ombudsman|parlamento|parliament|patrol|pd|police|policia|policias|prefectura|prefeitura|\
procuraduria|protection|registraduria|secretaria|secretariat|senate|service|sindicatura|\
subsecretaria|superintendencia|tesoreria|tribunal|universidad|university";

/// Lower-case words that may link the parts of a name.
pub(crate) static LINKS: WordList =
    WordList::new("of|the|for|and|de|del|la|las|los|el|y|e|para|in|en|do|da|a");

/// Words that make a name a law's.
pub(crate) const LAWS: &[&str] = &[
    "act",
    "law",
    "bill",
    "ley",
    "decreto",
    "decree",
    "constitution",
    "constitucion",
    "ordinance",
    "ordenanza",
    "codigo",
    "regulation",
    "reglamento",
    "directive",
    "statute",
    "resolucion",
];

/// Words that make a name a database's or register's.
pub(crate) const DATABASES: &[&str] = &[
    "database",
    "registry",
    "register",
    "plataforma",
    "conarc",
    "renaper",
    "padron",
    "datos",
    "repository",
    "system",
    "sistema",
    "idnyc",
    "sibios",
    "afis",
    "aadhaar",
    "ncic",
];

/// How company forms are written, as patterns.
pub(crate) const COMPANY_FORMS: &[&str] = &[
    r"S\.? ?A\.? ?P\.? ?I\.? (?:de|DE) C\.? ?V\.?",
    r"S\.? ?A\.? (?:de|DE) C\.? ?V\.?",
    r"S\. ?(?:de|DE) R\. ?L\. ?(?:de|DE) C\. ?V\.",
    r"SA (?:de|DE) CV",
    r"S\.A\.S\.?",
    r"S\.A\.U\.?",
    r"S\. de R\.L\. de C\.V\.",
    r"Co\.,? Ltd\.?",
    r"Aktiengesellschaft",
    r"Proprietary Limited",
    r"Incorporated",
    r"S\.R\.L\.?",
    r"S\.L\.U?\.?",
    r"S\.A\.C\.?",
    r"S\.A\.",
    r"Inc\.?",
    r"L\.?L\.?C\.?",
    r"Ltda\.?",
    r"\(?(?:Pvt|P)\.?\)? (?:Ltd\.?|Limited)",
    r"Pty\.? Ltd\.?",
    r"Ltd\.?",
    r"Limited",
    r"Corp\.?",
    r"Corporation",
    r"GmbH",
    r"PLC",
    r"plc",
    r"S/A",
    r"SpA",
    r"B\.V\.",
    r"N\.V\.",
    r"K\.K\.",
    r"A/S",
    r"S\.p\.A\.",
    r"E\.I\.R\.L\.",
    r"Sdn\.? Bhd\.?",
    r"Pte\.? Ltd\.?",
    r"Private Limited",
    r"\.,? ?Ltd\.?",
];

/// Last words of a company's name.
pub(crate) const COMPANY_WORDS: &[&str] = &[
    "technologies",
    "systems",
    "solutions",
    "software",
    "networks",
    "labs",
    "corp",
    "inc",
    "ltd",
    "safety",
    "group",
    "analytics",
    "robotics",
    "tecnologias",
    "soluciones",
    "sistemas",
    "international",
    "holdings",
    "industries",
    "electronics",
    "biometrics",
    "telecom",
    "technology",
];

/// Words (folded) that head or close an institution's name besides those of [`BODIES`]: they show
/// that a name is not a person's, but do not make a name of a run of capitals.
pub(crate) const INSTITUTIONS: &str = "\
auditoria|banco|bank|borough|caja|camara|city|ciudad|colegio|college|comite|contraloria|\
corporacion|cuerpo|delegacion|district|distrito|division|escuela|estado|federacion|fideicomiso|\
fondo|force|gerencia|hospital|jefatura|junta|metro|museo|oficina|organismo|poder|port|\
prefectura|prefeitura|presidencia|prison|province|provincia|puerto|registro|school|servicio|\
servicios|sheriff's|sindicatura|state|subdireccion|tesoreria|town|transit|transport|transporte|\
unidad|unit|village";

/// Common given names (folded), without those that are also places or plain words.
pub(crate) const GIVEN: &str = "\
abigail|adam|adrian|adriana|agustin|alberto|alejandra|alejandro|alexander|alfonso|alfredo|alice|\
amanda|amy|ana|andrea|andres|andrew|angela|angelica|ann|anna|anne|anthony|antonio|araceli|\
armando|arthur|arturo|ashley|barbara|beatriz|benito|benjamin|bernardo|betty|brandon|brenda|\
brian|carlos|carmen|carol|carolyn|catalina|catherine|cecilia|cesar|charles|cheryl|christina|\
christine|christopher|claudia|claudio|cristian|cristina|cynthia|daniel|daniela|david|deborah|\
dennis|diana|diane|diego|donald|donna|dorothy|douglas|eduardo|edward|elena|elisa|elizabeth|\
emilio|emily|emma|enrique|eric|erika|ernesto|esteban|esther|ethan|eugenio|eva|evelyn|fabian|\
fatima|federico|felipe|felix|fernanda|fernando|francisco|gabriel|gabriela|gary|george|gerald|\
gerardo|german|gloria|gonzalo|graciela|gregory|guillermo|gustavo|hannah|harold|heather|hector|\
helen|henry|hugo|humberto|ignacio|ines|irene|irma|isabel|ismael|ivan|ivonne|jack|jacob|\
jacqueline|jaime|james|jane|janet|jason|javier|jeffrey|jennifer|jeremy|jerry|jessica|jesus|joan|\
joaquin|john|jonathan|jorge|jose|josefina|joseph|joshua|joyce|juan|juana|judith|judy|julia|\
julie|julio|justin|karen|karina|karla|katherine|kathleen|keith|kelly|kenneth|kevin|kimberly|\
kyle|larry|laura|lauren|leonardo|leticia|liliana|linda|lisa|lorena|lorenzo|lourdes|lucia|luis|\
magdalena|manuel|marcela|marcelo|marcos|margaret|margarita|maria|mariana|mariano|maribel|mario|\
marta|martha|martin|mary|matthew|mauricio|maximiliano|megan|melissa|michael|michelle|miguel|\
miriam|monica|nancy|natalia|nathan|nicholas|nicolas|nicole|noah|noemi|norma|octavio|olga|olivia|\
omar|oscar|osvaldo|pablo|pamela|paola|patricia|patricio|patrick|paul|paula|paulina|pedro|peter|\
rachel|rafael|ramiro|ramon|raquel|raul|rebeca|rebecca|reynaldo|ricardo|richard|robert|roberto|\
rocio|rodolfo|rodrigo|rogelio|ronald|rosalia|ruben|ruth|ryan|samantha|samuel|sandra|sara|sarah|\
saul|scott|sean|sebastian|sergio|sharon|shirley|silvia|simon|sofia|sonia|sophia|stephanie|\
stephen|steven|susan|susana|tania|teodoro|teresa|thomas|timothy|tomas|ulises|uriel|valeria|\
veronica|vicente|victor|viviana|walter|william|xavier|ximena|xochitl|yesenia|yolanda|zachary";

/// Common surnames (folded), without those that are also places or plain words.
pub(crate) const SURNAMES: &str = "\
aguilar|allen|alvarez|anderson|baker|brown|cabrera|cardenas|castaneda|castro|cervantes|chavez|\
clark|contreras|davis|delgado|diaz|doe|dominguez|espinoza|estrada|fernandez|figueroa|garcia|\
garza|gomez|gonzales|gonzalez|gutierrez|guzman|harris|hernandez|herrera|ibarra|jimenez|johnson|\
jones|lewis|lopez|lozano|martinez|mejia|mendez|miller|molina|montoya|morales|moreno|munoz|\
navarro|nunez|ochoa|ortega|ortiz|pacheco|pena|perez|quiroga|ramirez|ramos|reyes|rios|rivera|\
robinson|robles|rodriguez|roe|rojas|romero|rosales|ruiz|salazar|sanchez|sandoval|serrano|silva|\
smith|soto|suarez|taylor|thompson|valdez|vargas|vasquez|vazquez|velazquez|villarreal|williams|\
wilson|zamora|zapata|zuniga";

/// "Governor Jane Doe", "Police Chief John Roe" are people in office; the office has no name here.
pub(crate) static OFFICERS: WordList = WordList::new(
    "\
governor|gobernador|gobernadora|chief|president|presidente|presidenta|mayor|alcalde|\
alcaldesa|director|directora|minister|ministro|ministra|sheriff|sergeant|officer|\
detective|captain|lieutenant|commissioner|comisario|judge|juez|jueza|senator|senador|\
senadora|diputado|diputada|rep|councillor|councilor|councilman|councilwoman|\
spokesperson|spokesman|spokeswoman|vocero|vocera|professor|secretario|procurador|\
secretary|mr|mrs|ms|dr",
);

/// Capitals that are headings, units and such, not names.
pub(crate) const HEADINGS: &[&str] = &[
    "AI", "IA", "ID", "UK", "US", "EU", "UE", "USA", "FRT", "LFR", "AFR", "ALPR", "ANPR", "LPR",
    "CCTV", "FOI", "FOIA", "RTI", "RTIS", "PDF", "GPS", "IT", "TI", "TV", "CEO", "HD", "IP", "USD",
    "MXN", "GBP", "EUR", "INR", "ARS", "CLP", "COP", "PEN", "BRL", "NGO", "ONG", "IVA", "VAT",
    "RFP", "RFI", "RFQ", "SOP", "APP", "WE", "IN", "TO", "OF", "AND", "THE", "IS", "ARE", "EA",
    "UOM", "PO", "PER", "DE", "LA", "EL", "LOS", "LAS", "EN", "CURP", "RFC", "MOU", "API", "OCR",
    "PIA", "IX", "II", "III", "IV", "VI", "VII",
];
