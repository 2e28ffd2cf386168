//! Places: countries, states and provinces, large cities; and the words that name a country.
//!
//! A compact list of our own: the countries whose records the register reads first.

use std::sync::LazyLock;

use crate::folded::{Folded, Found, Lexicon};

/// Words (folded) that name a country or belong to one only, by ISO 3166-1 code.
pub(crate) const COUNTRY_WORDS: &[(&str, &[&str])] = &[
    (
        "US",
        &[
            "u.s.",
            "u.s",
            "usa",
            "united states",
            "estados unidos",
            "ee. uu.",
            "ee.uu.",
            "eeuu",
            "california",
            "texas",
            "oregon",
            "florida",
            "new york",
            "washington, d.c.",
            "illinois",
            "michigan",
            "chicago",
            "los angeles",
            "san francisco",
            "ice",
            "fbi",
            "dhs",
            "homeland security",
            "new jersey",
            "massachusetts",
            "ohio",
            "arizona",
            "colorado",
            "virginia",
            "maryland",
            "minnesota",
            "louisiana",
            "new orleans",
            "detroit",
        ],
    ),
    (
        "MX",
        &[
            "mexico",
            "mexican",
            "mexicana",
            "mexicano",
            "mexicanas",
            "mexicanos",
            "aguascalientes",
            "baja california",
            "campeche",
            "chiapas",
            "chihuahua",
            "coahuila",
            "durango",
            "guanajuato",
            "jalisco",
            "michoacan",
            "morelos",
            "nayarit",
            "nuevo leon",
            "oaxaca",
            "puebla",
            "queretaro",
            "quintana roo",
            "san luis potosi",
            "sinaloa",
            "sonora",
            "tabasco",
            "tamaulipas",
            "tlaxcala",
            "veracruz",
            "yucatan",
            "zacatecas",
            "distrito federal",
            "cdmx",
            "compranet",
        ],
    ),
    ("AR", &["argentina", "argentino", "argentinas", "argentinos", "buenos aires", "rosario"]),
    ("CL", &["chile", "chilean", "chileno", "chilena", "santiago de chile"]),
    ("CO", &["colombia", "colombian", "colombiano", "colombiana", "bogota", "medellin"]),
    ("UY", &["uruguay", "uruguayan", "uruguayo", "uruguaya", "montevideo"]),
    ("PY", &["paraguay", "paraguayo", "paraguaya", "asuncion"]),
    ("PE", &["peru", "peruvian", "peruano", "peruana"]),
    ("BO", &["bolivia", "boliviano", "boliviana"]),
    ("EC", &["ecuador", "ecuatoriano", "ecuatoriana", "quito", "guayaquil"]),
    ("CR", &["costa rica", "costarricense"]),
    ("PA", &["panama", "panamanian", "panameno", "panamena"]),
    ("SV", &["el salvador", "salvadoreno", "salvadorena"]),
    ("GT", &["guatemala", "guatemalteco", "guatemalteca"]),
    ("HN", &["honduras", "hondureno", "hondurena"]),
    ("DO", &["republica dominicana", "dominican republic", "dominicano", "dominicana"]),
    ("CU", &["cuba", "cuban"]),
    ("VE", &["venezuela", "venezolano", "venezolana"]),
    ("BR", &["brazil", "brasil", "brazilian", "brasileno", "brasilena"]),
    (
        "CA",
        &[
            "canada",
            "canadian",
            "canadiense",
            "toronto",
            "ontario",
            "alberta",
            "british columbia",
            "quebec",
            "rcmp",
        ],
    ),
    (
        "GB",
        &[
            "uk",
            "u.k.",
            "united kingdom",
            "reino unido",
            "england",
            "wales",
            "scotland",
            "london",
            "british",
            "home office",
            "met police",
        ],
    ),
    ("IE", &["ireland", "irlanda", "irish"]),
    ("FR", &["france", "francia"]),
    ("ES", &["spain", "espana"]),
    ("DE", &["germany", "alemania"]),
    (
        "AU",
        &[
            "australia",
            "australian",
            "australiana",
            "australiano",
            "new south wales",
            "queensland",
            "sydney",
            "melbourne",
        ],
    ),
    ("NZ", &["new zealand", "nueva zelanda", "nueva zelandia"]),
    ("SG", &["singapore", "singapur"]),
    ("HK", &["hong kong"]),
    (
        "IN",
        &[
            "india",
            "indian",
            "delhi",
            "telangana",
            "hyderabad",
            "mumbai",
            "crore",
            "crores",
            "lakh",
            "lakhs",
            "aadhaar",
            "bengaluru",
            "tamil nadu",
            "uttar pradesh",
            "kerala",
        ],
    ),
    ("PK", &["pakistan", "lahore", "karachi"]),
    ("LK", &["sri lanka"]),
    ("NP", &["nepal"]),
    ("PH", &["philippines", "filipinas", "manila"]),
    ("JP", &["japan", "japon", "tokyo"]),
    ("CN", &["china", "beijing", "shanghai"]),
    ("KE", &["kenya", "kenyan", "nairobi"]),
    ("UG", &["uganda", "ugandan", "kampala"]),
    ("TZ", &["tanzania"]),
    ("JM", &["jamaica"]),
    ("TT", &["trinidad and tobago"]),
];

/// Places that a statement may name, as written (matching is on the folded text).
const PLACES: &str = "Afghanistan|Argentina|Armenia|Australia|Austria|Bangladesh|Belgium|Bolivia|\
Brasil|Brazil|Canada|Canadá|Chile|China|Colombia|Costa Rica|Croatia|Cuba|Denmark|Ecuador|Egypt|\
El Salvador|England|England and Wales|España|Estados Unidos|Finland|France|Francia|Germany|Ghana|\
Greece|Guatemala|Honduras|Hong Kong|Hungary|India|Indonesia|Ireland|Israel|Italia|Italy|Japan|Kenya|\
Malaysia|México|Mexico|Morocco|Myanmar|Nepal|Netherlands|New Zealand|Nicaragua|Nigeria|Norway|\
Nueva Zelanda|Pakistan|Panamá|Panama|Paraguay|Perú|Peru|Philippines|Poland|Portugal|Reino Unido|\
República Dominicana|Romania|Russia|Scotland|Serbia|Singapore|South Africa|South Korea|Spain|Sweden|\
Switzerland|Thailand|Turkey|Uganda|Ukraine|United Kingdom|United States|Uruguay|Venezuela|Vietnam|\
Wales|Zimbabwe|Aguascalientes|Baja California|Baja California Sur|Campeche|Chiapas|Chihuahua|\
Ciudad de México|Mexico City|Coahuila|Colima|Durango|Estado de México|Guanajuato|Guerrero|Hidalgo|\
Jalisco|Michoacán|Morelos|Nayarit|Nuevo León|Oaxaca|Puebla|Querétaro|Quintana Roo|San Luis Potosí|\
Sinaloa|Sonora|Tabasco|Tamaulipas|Tlaxcala|Veracruz|Yucatán|Zacatecas|Distrito Federal|Alabama|\
Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|\
Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|\
Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|New York|\
North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island|South Carolina|\
South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|West Virginia|Wisconsin|Wyoming|\
Alberta|British Columbia|Ontario|Quebec|Saskatchewan|New South Wales|Queensland|Victoria|Tasmania|\
Telangana|Tamil Nadu|Uttar Pradesh|Kerala|Karnataka|Maharashtra|Gujarat|Punjab|Rajasthan|Delhi|\
New Delhi|Hyderabad|Mumbai|Bengaluru|Chennai|Buenos Aires|Ciudad de Buenos Aires|Córdoba|Mendoza|\
Rosario|Santa Fe|Tucumán|Salta|La Plata|Montevideo|Asunción|Santiago|Valparaíso|Bogotá|Medellín|\
Cali|Barranquilla|Lima|Cusco|Arequipa|Quito|Guayaquil|La Paz|Santa Cruz|Caracas|San José|\
San Salvador|Tegucigalpa|Managua|São Paulo|Rio de Janeiro|Bahia|Salvador|Brasília|London|Londres|\
Manchester|Birmingham|Cardiff|Croydon|Leeds|Liverpool|Glasgow|Edinburgh|Belfast|Dublin|Paris|Nice|\
Madrid|Barcelona|Valencia|Sevilla|Málaga|Berlin|Hamburg|Frankfurt|Rome|Milan|Como|Amsterdam|\
Rotterdam|Brussels|Vienna|Budapest|Belgrade|Moscow|Istanbul|Tokyo|Seoul|Beijing|Shanghai|Sydney|\
Melbourne|Brisbane|Perth|Adelaide|Auckland|Wellington|Johannesburg|Cape Town|Nairobi|Lagos|Kampala|\
Los Angeles|San Francisco|San Diego|Oakland|San Jose|Sacramento|Portland|Eugene|Seattle|Chicago|\
Boston|Detroit|Houston|Dallas|Austin|San Antonio|Phoenix|Denver|Las Vegas|Atlanta|Miami|Orlando|\
Tampa|New Orleans|Baltimore|Philadelphia|Pittsburgh|Cleveland|Minneapolis|Milwaukee|New York City|\
Toronto|Montreal|Vancouver|Calgary|Edmonton|Ottawa|Guadalajara|Monterrey|Tijuana|Ciudad Juárez|\
Juárez|León|Mérida|Cancún|Acapulco|Mexicali|Hermosillo|Culiacán|Saltillo|Torreón|Toluca|Ensenada|\
Tepic|Guadalupe|Fresnillo|Benito Juárez|Iztapalapa";

/// Names that are also common words: they count only where a preposition stands before them.
const ALSO_WORDS: &[&str] = &[
    "como",
    "nice",
    "cali",
    "guerrero",
    "hidalgo",
    "victoria",
    "guadalupe",
    "salta",
    "bahia",
    "leon",
];

static KNOWN: LazyLock<Lexicon<()>> =
    LazyLock::new(|| Lexicon::new(PLACES.split('|').map(|name| (codebook::fold::fold(name), ()))));

/// The places named in a text, in order.
pub(crate) fn places(folded: &Folded<'_>) -> Vec<Found<()>> {
    let mut found = KNOWN.find(folded);
    found.retain(|place| {
        let range = folded.forth(place.at.start)..folded.forth(place.at.end);
        let name = folded.slice(&place.at);
        let capital = folded.raw(&range).starts_with(char::is_uppercase);
        let before = folded.text()[..range.start].trim_end();
        let led = ["in", "of", "en", "de", ","].iter().any(|word| before.ends_with(word));
        capital && (led || !ALSO_WORDS.contains(&name))
    });
    found
}
